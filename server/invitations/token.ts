import { createHmac, hash } from "node:crypto";

/**
 * The secret part of a personal link: 128 bits, derived from the installation's key and the invitation, so that a link
 * can be sent late or printed again while the store keeps only its hash.
 */
export function toInvitationToken(secret: string, associationId: string, invitationId: string): string {
  const mac = createHmac("sha256", secret).update(`invitation\0${associationId}\0${invitationId}`).digest();
  return mac.subarray(0, 16).toString("base64url");
}

/** What the store keeps of a token: SHA-256, hexadecimal. */
export function hashToken(token: string): string {
  return hash("sha256", token);
}

/** The only shape that a token can have; anything else is an unknown link. */
export const TOKEN_SHAPE = /^[A-Za-z0-9_-]{22}$/;

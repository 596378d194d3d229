import { createHmac, hash } from "node:crypto";

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * The code by which whoever complained follows what becomes of it: 80 bits in Crockford's base 32, four groups of four. It is
 * derived from the installation's key, so that an officer can hand it out again while the store keeps only its hash.
 */
export function toComplaintCode(secret: string, associationId: string, complaintId: string): string {
  const mac = createHmac("sha256", secret).update(`complaint\0${associationId}\0${complaintId}`).digest();
  const letters = [...mac.subarray(0, 16)].map((byte) => CROCKFORD[byte & 31]).join("");
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}

/** What the store keeps of a code, as `readFollowCode` writes it: SHA-256, hexadecimal. */
export function hashComplaintCode(code: string): string {
  return hash("sha256", `complaint\0${code}`);
}

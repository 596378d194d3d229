import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/**
 * Keeps what is personal unreadable in the store. `place` says which row and column the value belongs to: moved to another
 * place it does not open.
 */
export type Seal = {
  /** Any JSON value; "" stays "". */
  readonly seal: (value: unknown, place: string) => string;
  /** What was sealed; undefined for "". Throws when it was changed, moved, or sealed by another installation. */
  readonly open: (sealed: string, place: string) => unknown;
  readonly sealBytes: (bytes: Uint8Array, place: string) => Buffer;
  readonly openBytes: (sealed: Uint8Array, place: string) => Buffer;
};

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM (NIST SP 800-38D) under a key derived from the installation's secret (HKDF, RFC 5869). */
export function createSeal(secret: string): Seal {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "rida seal of personal values", 32));
  const sealBytes = (bytes: Uint8Array, place: string): Buffer => {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(place));
    return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  };
  const openBytes = (sealed: Uint8Array, place: string): Buffer => {
    const bytes = Buffer.from(sealed);
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE)).setAAD(Buffer.from(place));
    decipher.setAuthTag(bytes.subarray(-TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
  };
  return {
    sealBytes,
    openBytes,
    seal: (value, place) =>
      value === undefined || value === ""
        ? ""
        : sealBytes(Buffer.from(JSON.stringify(value)), place).toString("base64url"),
    open: (sealed, place) =>
      sealed === "" ? undefined : JSON.parse(openBytes(Buffer.from(sealed, "base64url"), place).toString("utf8")),
  };
}

/** The place of a column of one row. */
export function placeOf(table: string, column: string, associationId: string, id: string): string {
  return `${table}.${column}\0${associationId}\0${id}`;
}

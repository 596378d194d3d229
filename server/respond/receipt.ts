import { createHash, hash } from "node:crypto";

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * The receipt of a submission: 80 bits in Crockford's base 32, four groups of four. It follows from the sender's own
 * submission id, so sending again gives the same receipt and the store need not tie it to a link.
 */
export function toReceipt(submissionId: string): string {
  const digest = createHash("sha256").update(`receipt\0${submissionId}`).digest();
  let bits = 0n;
  for (const byte of digest.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte);
  let text = "";
  for (let shift = 75n; shift >= 0n; shift -= 5n) text += CROCKFORD[Number((bits >> shift) & 31n)];
  return text.replace(/(.{4})(?=.)/g, "$1-");
}

/** What the store keeps of a receipt. */
export function hashReceipt(receipt: string): string {
  return hash("sha256", receipt);
}

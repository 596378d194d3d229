import { hash } from "node:crypto";

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * The receipt of a submission: 80 bits in Crockford's base 32, four groups of four. It follows from the sender's own secret
 * submission id and the link or code that it came through, so sending again gives the same receipt, and nothing that is
 * stored leads from one to the other.
 */
export function toReceipt(submissionId: string, sourceId: string): string {
  const digest = hash("sha256", `receipt\0${sourceId}\0${submissionId}`, "buffer");
  let text = "";
  for (let group = 0; group < 4; group += 1) {
    // Twenty bits of three bytes, so that each group of four letters stands alone.
    const bits = digest.readUIntBE(group * 3, 3);
    if (group > 0) text += "-";
    for (let shift = 15; shift >= 0; shift -= 5) text += CROCKFORD[(bits >> shift) & 31];
  }
  return text;
}

/** The id of the response that a receipt belongs to: 128 bits of its SHA-256. The receipt cannot be found from it. */
export function toResponseId(receipt: string): string {
  return hash("sha256", receipt, "buffer").toString("base64url", 0, 16);
}

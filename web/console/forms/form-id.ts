/** Longest id that a form may have (`Slug`). */
const LONGEST = 40;

/**
 * An id from a file's name: `Training Form.json` is `training-form`. A name too long for an id keeps its beginning and ends
 * with a mark of the whole, so that two long names stay two forms.
 */
export function toId(fileName: string): string {
  const id = fileName
    .replace(/\.[^.]*$/, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (id.length <= LONGEST) return id;
  const mark = toMark(id);
  return `${id.slice(0, LONGEST - mark.length - 1).replace(/-+$/, "")}-${mark}`;
}

/** Seven letters and digits of a text (FNV-1a, 32 bits). */
function toMark(text: string): string {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, "0");
}

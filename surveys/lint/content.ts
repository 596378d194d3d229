import type { Node, Report } from "#surveys/lint/walk.ts";
import { regexDanger } from "#surveys/regex.ts";
import { RESERVED_NAMES } from "#surveys/text.ts";

/** Properties with which a form makes a browser or the server leave the page or load something. */
const NAVIGATION = new Set(["navigateToUrl", "navigateToUrlOnCondition"]);
const SERVICE = new Set(["surveyId", "surveyPostId"]);
const LOADING =
  /^(?!navigateToUrl$)(?:imageLink|logo|backgroundImage|poster|contentUrl|src|href|.*(?:Url|Link|Image))$/;
const ADDRESS = /^\s*(?:[a-z][a-z0-9+.-]{1,20}:\/\/|\/\/|(?:javascript|vbscript|data|blob|file|mailto):)/i;
const INLINE_IMAGE = /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=]*$/i;
const HTML = new Set(["html", "completedHtml", "completedBeforeHtml", "loadingHtml"]);
const SAFE_TAG = /<\/?(?:b|i|br|p|ul|li|strong|em)\s?\/?>/gi;
/** Properties whose text becomes a key of the answers or a variable of expressions. */
const NAMING = new Set([
  "name",
  "valueName",
  "value",
  "setToName",
  "fromName",
  "gotoName",
  "keyName",
  "valuePropertyName",
  "choicesFromQuestion",
  "choiceValuesFromQuestion",
  "choiceTextsFromQuestion",
]);
const BAD_TEXT = /[\0\u202d\u202e]|\p{Surrogate}/u;
const MAX_NAME = 100;

/** Rules on single values: reserved names, addresses, HTML, regular expressions, characters that cannot be kept. */
export function lintContent(nodes: readonly Node[], report: Report): void {
  for (const node of nodes) {
    const { key, value } = node;
    if (node.index === undefined) lintKey(node, report);
    if (typeof value === "string") lintText(node, value, report);
    if (typeof value === "number" && !Number.isFinite(value)) report.add(node, "badNumber", "is not a number");
    if (key === "choicesByUrl" && node.index === undefined && value !== null) {
      report.add(node, "choicesByUrl", "a form may not load its choices from an address");
    }
  }
}

function lintKey(node: Node, report: Report): void {
  const { key, value } = node;
  if (RESERVED_NAMES.has(key)) report.add(node, "reservedName", `${key} is a reserved name`);
  const given = value !== "" && value !== null && !(Array.isArray(value) && value.length === 0);
  if (NAVIGATION.has(key) && given) report.add(node, "navigateToUrl", "a form may not lead to another address");
  if (SERVICE.has(key) && given) report.add(node, "externalAddress", "a form may not use an outside survey service");
}

function lintText(node: Node, value: string, report: Report): void {
  const property = propertyOf(node);
  const { key } = property;
  if (BAD_TEXT.test(value)) report.add(node, "badText", "holds characters that cannot be kept");
  const listed = node.index !== undefined && ["choices", "rows", "columns", "rateValues", "items"].includes(node.key);
  if (
    (NAMING.has(node.key) || listed) &&
    (RESERVED_NAMES.has(value.trim()) || RESERVED_NAMES.has(value.split("|", 1)[0] ?? ""))
  ) {
    report.add(node, "reservedName", `${value.slice(0, 60)} is a reserved name`);
  }
  if ((node.key === "name" || node.key === "valueName") && value.length > MAX_NAME) {
    report.add(node, "tooMany", `a name has at most ${MAX_NAME} characters`);
  }
  if (HTML.has(key)) {
    const why = htmlDanger(value);
    if (why !== undefined) report.add(node, "html", why);
  } else if (
    (LOADING.test(key) && value !== "" && !INLINE_IMAGE.test(value)) ||
    (ADDRESS.test(value) && !INLINE_IMAGE.test(value))
  ) {
    report.add(node, "externalAddress", "a form may not load or name an outside address here");
  }
  if (node.key === "regex") {
    const danger = regexDanger(value);
    if (danger !== undefined) report.add(node, "regex", `this regular expression is not allowed: ${danger}`);
  }
}

/** The property that a text belongs to: of `{"html": {"ar": "…"}}` the property is `html`. */
function propertyOf(node: Node): Node {
  const { parent } = node;
  const isLanguage = /^(?:default|[a-z]{2,3}(?:-[A-Za-z]{2,4})?)$/.test(node.key) && node.index === undefined;
  return isLanguage && parent?.parent !== undefined && (HTML.has(parent.key) || LOADING.test(parent.key))
    ? parent
    : node;
}

/** Why a piece of HTML is not its own sanitised form; only a few tags without attributes are. */
function htmlDanger(html: string): string | undefined {
  if (html.replace(SAFE_TAG, "").includes("<"))
    return "only b, i, br, p, ul, li, strong and em without attributes are allowed";
  return /\{[^}]/.test(html) ? "answers may not be put into HTML" : undefined;
}

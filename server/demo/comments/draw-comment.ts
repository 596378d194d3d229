import { BRIEF_COMMENTS } from "#server/demo/comments/brief.ts";
import { CONTENT_COMMENTS } from "#server/demo/comments/content.ts";
import type { Audience, CommentBook, Tone } from "#server/demo/comments/comment.ts";
import { COUNSELLING_COMMENTS } from "#server/demo/comments/counselling.ts";
import { PARTNER_COMMENTS } from "#server/demo/comments/partner.ts";
import { PILGRIM_COMMENTS } from "#server/demo/comments/pilgrim.ts";
import { SERVICE_COMMENTS } from "#server/demo/comments/service.ts";
import { TRAINING_COMMENTS } from "#server/demo/comments/training.ts";
import { VISITATION_COMMENTS } from "#server/demo/comments/visitation.ts";
import { createDeck, type Random } from "#server/demo/random.ts";

/** Who writes, in which language, after which score (1..5), and how slow the service was at that time (0..1). */
export type Writer = {
  readonly audience: Audience;
  readonly language: string;
  readonly score: number;
  readonly slowness: number;
};

export type Speaker = (writer: Writer) => string | undefined;

/** Comments that fit their writer; undefined when nobody of this audience writes in this language. */
export function createCommentDrawer(random: Random): Speaker {
  const decks = new Map<string, () => string>();
  return ({ audience, language, score, slowness }) => {
    const book = bookOf(audience, language);
    if (!book) return undefined;
    const tone = toneOf(random, score);
    const waits = random.chance(0.6 * slowness);
    const key = `${audience} ${language} ${tone} ${waits}`;
    const deck =
      decks.get(key) ?? createDeck(random, waits ? textsOnWaiting(book, tone) : textsOf(book, tone, language));
    decks.set(key, deck);
    return deck();
  };
}

/** Every comment that the demonstration can show. */
export function allComments(): string[] {
  const books = [SERVICE_COMMENTS, COUNSELLING_COMMENTS, VISITATION_COMMENTS, TRAINING_COMMENTS, PARTNER_COMMENTS];
  const byTheme = [...books, CONTENT_COMMENTS, ...Object.values(PILGRIM_COMMENTS)].flatMap((book) =>
    Object.values(book),
  );
  return [...byTheme.flatMap((themes) => Object.values(themes).flat()), ...Object.values(BRIEF_COMMENTS).flat()];
}

const ARABIC_BOOKS: Readonly<Record<Exclude<Audience, "pilgrim" | "none">, CommentBook>> = {
  service: SERVICE_COMMENTS,
  counselling: COUNSELLING_COMMENTS,
  visitation: VISITATION_COMMENTS,
  training: TRAINING_COMMENTS,
  partner: PARTNER_COMMENTS,
  content: CONTENT_COMMENTS,
};

function bookOf(audience: Audience, language: string): CommentBook | undefined {
  if (audience === "none") return undefined;
  if (audience !== "pilgrim") return language === "ar" ? ARABIC_BOOKS[audience] : undefined;
  return language === "ar" || language === "en" || language === "ur" ? PILGRIM_COMMENTS[language] : undefined;
}

function toneOf(random: Random, score: number): Tone {
  if (score >= 5) return "satisfied";
  if (score === 4) return random.chance(0.45) ? "mixed" : "satisfied";
  return score === 3 ? "mixed" : "dissatisfied";
}

/** What a tone has to say about anything, among it the short words that every service hears. */
function textsOf(book: CommentBook, tone: Tone, language: string): string[] {
  const texts = Object.values(book[tone]).flat();
  return language === "ar" ? [...texts, ...BRIEF_COMMENTS[tone]] : texts;
}

/** While a service is slow, people write of waiting and booking. */
function textsOnWaiting(book: CommentBook, tone: Tone): string[] {
  return [...(book[tone].waiting ?? []), ...(book[tone].booking ?? [])];
}

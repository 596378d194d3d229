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
    const topic = drawTopic(random, language, slowness);
    const key = topic === "brief" ? `brief ${tone}` : `${audience} ${language} ${tone} ${topic}`;
    const deck = decks.get(key) ?? createDeck(random, textsOn[topic](book, tone));
    decks.set(key, deck);
    return deck();
  };
}

/** Every comment of a tone that the demonstration can show. */
export function allComments(tone: Tone): string[] {
  const books = [...Object.values(ARABIC_BOOKS), ...Object.values(PILGRIM_COMMENTS)];
  return [...books.flatMap((book) => Object.values(book[tone]).flat()), ...BRIEF_COMMENTS[tone]];
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

/** Share of comments that are a few words only; every service hears the same. */
const BRIEF_SHARE = 0.22;

type Topic = "waiting" | "brief" | "any";

function drawTopic(random: Random, language: string, slowness: number): Topic {
  if (random.chance(0.6 * slowness)) return "waiting";
  return language === "ar" && random.chance(BRIEF_SHARE) ? "brief" : "any";
}

const textsOn: Readonly<Record<Topic, (book: CommentBook, tone: Tone) => readonly string[]>> = {
  /** While a service is slow, people write of waiting and booking. */
  waiting: (book, tone) => [...(book[tone].waiting ?? []), ...(book[tone].booking ?? [])],
  brief: (_, tone) => BRIEF_COMMENTS[tone],
  any: (book, tone) => Object.values(book[tone]).flat(),
};

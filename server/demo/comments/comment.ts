/** Who speaks: the comments of one are never put into the mouth of another. `none`: nobody writes here. */
export type Audience =
  | "service"
  | "counselling"
  | "visitation"
  | "training"
  | "partner"
  | "pilgrim"
  | "content"
  | "none";

/** Satisfied people score 4 or 5, mixed ones 3 or 4, dissatisfied ones 1 or 2. */
export type Tone = "satisfied" | "mixed" | "dissatisfied";

export type Theme = "waiting" | "clarity" | "respect" | "booking" | "place" | "remote" | "followUp" | "content";

/** Comments written for the demonstration; nobody said them, and none holds a name or a number. */
export type CommentBook = Readonly<Record<Tone, Readonly<Partial<Record<Theme, readonly string[]>>>>>;

/** The two databases that every statement runs on. */
export type Dialect = "sqlite" | "postgres";

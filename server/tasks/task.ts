import type { Deps } from "#server/deps.ts";

/** Where a task writes and from where its file names are read; the same on a terminal and through the socket. */
export type TaskIo = {
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** One line that replaces the one before it, such as "1,500 of 2,648". */
  readonly progress: (text: string) => void;
};

/** 0 done, 1 refused or failed with nothing written, 2 the words of the call are off. */
export type ExitCode = 0 | 1 | 2;

/** One command of `npx rida`: its words, a line of help, and what it does. */
export type Task = {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly run: (deps: Deps, args: string[], io: TaskIo) => Promise<ExitCode>;
};

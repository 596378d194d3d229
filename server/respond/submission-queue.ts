import { AppError } from "#server/errors.ts";
import { commitSubmissions, type Submission, type SubmissionOutcome } from "#server/respond/commit-submissions.ts";
import type { Store } from "#server/store/store.ts";

/** Takes submissions one by one and commits those that arrive together in one transaction (group commit). */
export type SubmissionQueue = {
  /** Returns once the submission's transaction is on disk. Throws `busy` when the queue is full or the store failed. */
  readonly submit: (submission: Submission) => Promise<SubmissionOutcome>;
  /** Waits for everything that was taken in. */
  readonly drain: () => Promise<void>;
};

type Waiting = {
  readonly submission: Submission;
  readonly resolve: (outcome: SubmissionOutcome) => void;
  readonly reject: (error: unknown) => void;
};

export function createSubmissionQueue({
  store,
  onFailure,
  capacity = 5_000,
  batchSize = 256,
}: {
  store: Store;
  onFailure: (error: unknown) => void;
  capacity?: number;
  batchSize?: number;
}): SubmissionQueue {
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    // One turn of the event loop, so that whatever else has arrived shares the transaction.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchSize);
      waiting = waiting.slice(batchSize);
      await commit(batch);
    }
    running = undefined;
  }

  async function commit(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await commitSubmissions(
        store,
        batch.map((entry) => entry.submission),
      );
      batch.forEach((entry, index) => entry.resolve(outcomes[index] as SubmissionOutcome));
    } catch (error) {
      if (batch.length > 1) {
        // One submission that the store refuses must not take the others with it.
        for (const entry of batch) await commit([entry]);
        return;
      }
      onFailure(error);
      batch[0]?.reject(notSaved());
    }
  }

  return {
    submit(submission) {
      if (waiting.length >= capacity) return Promise.reject(notSaved());
      return new Promise((resolve, reject) => {
        waiting.push({ submission, resolve, reject });
        running ??= run();
      });
    },
    drain: () => running ?? Promise.resolve(),
  };
}

/** What the sender hears when the answer is not on disk: nothing is lost, it can be sent again and counts once. */
export function notSaved(): AppError {
  return new AppError("busy", "Not saved yet. Your answers are still here; please send them again in a moment.");
}

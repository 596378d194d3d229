import { expect, test } from "vitest";
import { createTurns } from "#server/metrics/turns.ts";

test("work beyond the turns waits, work beyond the queue is refused, and a failure frees its turn", async () => {
  const inTurn = createTurns({ atOnce: 1, waiting: 1 });
  const order: string[] = [];
  let reject: (error: Error) => void = () => undefined;
  const gate = new Promise<void>((_, refuse) => {
    reject = refuse;
  });
  const first = inTurn(() => gate);
  const second = inTurn(() => Promise.resolve(order.push("second")));
  await expect(inTurn(() => Promise.resolve())).rejects.toMatchObject({ code: "busy" });
  expect(order).toEqual([]);
  reject(new Error("failed"));
  await expect(first).rejects.toThrow("failed");
  await second;
  expect(order).toEqual(["second"]);
  expect(await inTurn(() => Promise.resolve("third"))).toBe("third");
});

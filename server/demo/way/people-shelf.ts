import { toOfficeTime } from "#server/demo/way/office-hours.ts";
import { toPdf } from "#server/demo/way/specimen.ts";
import type { Stage } from "#server/demo/way/stage.ts";
import { createRandom, type Random } from "#server/demo/random.ts";
import { DAY } from "#server/demo/timeline.ts";
import { addDocument } from "#server/shelf/add-document.ts";
import { shelfTools } from "#server/shelf/list-shelf.ts";
import { openDocument } from "#server/shelf/open-document.ts";

/** Tools that have a second version, and since how many days. */
const SECOND: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  yusr: { "support-policy-guide": 160 },
  tuwaiq: { aml: 284 },
  bazil: { "support-request": 75 },
};
const FIRST_AFTER_DAYS = 35;
const [FEWEST, MOST] = [6, 26];

/** Puts a document on the shelf for each of the officer's tools (clause C10), and has it opened now and then. */
export async function fillShelf(stage: Stage): Promise<void> {
  const { policy, timeline, seed } = stage;
  const random = createRandom(seed, `way ${policy.id} shelf`);
  for (const { id: tool, name } of shelfTools(policy)) {
    const firstAt = toOfficeTime(random, timeline.startsAt + FIRST_AFTER_DAYS * DAY);
    await put(stage, { tool, title: name.ar, label: name.en, version: 1, at: firstAt });
    const secondAgo = SECOND[policy.id]?.[tool];
    if (secondAgo !== undefined) {
      const at = toOfficeTime(random, timeline.endsAt - secondAgo * DAY);
      await put(stage, { tool, title: name.ar, label: name.en, version: 2, at });
    }
  }
  await openAll(stage, random);
}

async function put(
  { way, policy, staff }: Stage,
  { tool, title, label, version, at }: { tool: string; title: string; label: string; version: number; at: number },
): Promise<void> {
  const by = policy.id === "yusr" ? staff(policy.id, "admin")[0] : staff(policy.id, "quality")[0];
  const content = toPdf(["Rida demonstration", label, `Version ${version}`, "This stands in place of the document."]);
  way.at(at);
  await addDocument(way.deps, by, { tool, title, file: new Blob([Buffer.from(content)], { type: "application/pdf" }) });
}

async function openAll({ way, policy, timeline }: Stage, random: Random): Promise<void> {
  const documents = await way.tx
    .selectFrom("shelf_document")
    .select(["id", "added_at"])
    .where("association_id", "=", policy.id)
    .orderBy("tool")
    .orderBy("version")
    .execute();
  for (const { id, added_at: from } of documents) {
    const times = Math.round(random.between(FEWEST, MOST));
    for (let time = 0; time < times; time += 1) {
      way.at(toOfficeTime(random, random.between(from, timeline.endsAt - 4 * DAY)));
      await openDocument(way.deps, policy.id, id);
    }
  }
}

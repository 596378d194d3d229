import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadPolicies } from "#policies/load-policies.ts";
import { syncPolicies } from "#server/forms/sync-policies.ts";
import { TEST_NOW } from "#test/support/factories.ts";
import { describeStores } from "#test/support/stores.ts";

const policies = loadPolicies(fileURLToPath(new URL("../../../policies", import.meta.url)));

describeStores("the forms of the five associations", (open) => {
  test("are evaluations for everybody, and only the applications that the policy names", async () => {
    const store = await open();
    await syncPolicies({ store, policies, clock: () => TEST_NOW });
    const forms = await store.read.selectFrom("form").select(["association_id", "id"]).execute();
    const of = (association: string) =>
      forms.filter(({ association_id }) => association_id === association).map(({ id }) => id);
    const applications = (association: string) =>
      of(association)
        .filter((id) => /^apply-|^support-request$|^partner-request$/.test(id))
        .sort();
    expect(applications("amal")).toEqual(["support-request"]);
    expect(applications("bazil")).toEqual(["support-request"]);
    expect(applications("ibtissam")).toEqual([]);
    expect(applications("tuwaiq")).toEqual(["apply-organisation", "apply-training", "partner-request"]);
    expect(applications("yusr")).toEqual([
      "apply-awareness",
      "apply-consultation",
      "apply-protection",
      "apply-shaml",
      "apply-skills",
    ]);
    const judging = [...policies.keys()].filter((id) => of(id).includes("partnership-by-association"));
    expect(judging).toEqual(["tuwaiq"]);
    for (const association of policies.keys()) expect(of(association)).toContain("request-outcome");
  });

  test("get no further version when nothing changed", async () => {
    const store = await open();
    await syncPolicies({ store, policies, clock: () => TEST_NOW });
    await syncPolicies({ store, policies, clock: () => TEST_NOW + 1 });
    const versions = await store.read.selectFrom("form_version").select("version").where("version", ">", 1).execute();
    expect(versions).toEqual([]);
  });
});

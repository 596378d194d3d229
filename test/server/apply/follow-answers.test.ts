import { expect, test } from "vitest";
import { MOST_ANSWERS } from "#server/requests/answer-question.ts";
import { applied, barriersIn, openHouse } from "#test/server/apply/apply-house.ts";
import { countedBy, must } from "#test/server/requests/request-world.ts";
import { describeStores } from "#test/support/stores.ts";

const seqIn = (html: string) => /name="seq" value="(\d+)"/.exec(html)?.[1] ?? "";

describeStores("a question to the person", (open) => {
  test("is read and answered on the page; the answer moves nothing and stands in the researcher's history", async () => {
    const house = await openHouse(await open());
    const { world } = house;
    const { code, id } = await applied(house);
    expect((await house.get(`/r/${code}`)).html).not.toContain(`action="/r/${code}/answer`);
    expect((await house.post(`/r/${code}/answer`, { answer: "نعم" })).status).toBe(409);
    await must(world.move("officer", id, "unclear", { reason: "من يسكن معك؟ <b>" }));
    const page = await house.get(`/r/${code}`);
    expect(page.html).toContain("نحتاج إلى إيضاح منك");
    expect(page.html).toContain("من يسكن معك؟ &lt;b&gt;");
    expect(page.html).not.toContain("لا تحتاج إلى فعل شيء الآن");
    expect(barriersIn(page.html)).toEqual([]);
    const empty = await house.post(`/r/${code}/answer`, { seq: seqIn(page.html), answer: " " });
    expect([empty.status, empty.html.includes("نرجو كتابة جوابك"), barriersIn(empty.html)]).toEqual([422, true, []]);

    const sent = await house.post(`/r/${code}/answer`, { seq: seqIn(page.html), answer: "لا <i>أحد" });
    expect([sent.status, sent.location]).toEqual([303, `/r/${code}?lang=ar&done=answered`]);
    const view = await world.view(id);
    expect(view.step).toBe("clarification");
    expect(view.history.at(-1)).toMatchObject({
      actor: "applicant",
      type: "prove",
      what: "answers",
      detail: { answer: "لا <i>أحد" },
    });
    expect(await countedBy(world)).toContain("request-followed online ×1");
    const after = await house.get(sent.location);
    expect(after.html).toContain("وصل جوابك");
    expect(after.html).toContain("لا &lt;i&gt;أحد");
    const stored = JSON.stringify(await world.deps.store.read.selectFrom("journey_event").selectAll().execute());
    expect(stored).not.toContain("أحد");
    expect((await house.post(`/r/${code}/answer`, { seq: seqIn(page.html), answer: "مرة" })).status).toBe(409);
    expect(house.logged.join("")).not.toContain("أحد");

    const proof = { seq: view.seq, need: "explanation", holds: true, note: "اتضح الأمر" };
    await must(world.call("researcher", `/requests/${id}/proofs`, proof));
    expect((await must(world.move("researcher", id, "clarified"))).step).toBe("documents");
    expect((await house.get(`/r/${code}`)).html).not.toContain("لا &lt;i&gt;أحد");
  });

  test("takes a bounded number of answers", async () => {
    const house = await openHouse(await open());
    const { code, id } = await applied(house);
    await must(house.world.move("officer", id, "unclear", { reason: "ما المقصود؟" }));
    for (let sent = 0; sent < MOST_ANSWERS; sent += 1) {
      expect((await house.post(`/r/${code}/answer`, { answer: `جواب ${sent}` })).status).toBe(303);
    }
    expect((await house.post(`/r/${code}/answer`, { answer: "جواب آخر" })).status).toBe(409);
    const { html } = await house.get(`/r/${code}`);
    expect([html.includes("وصلت منك أجوبة كثيرة"), html.includes(`/r/${code}/answer`)]).toEqual([true, false]);
  });
});

describeStores("a correction", (open) => {
  test("is shown to the person as it was and as it is now, with the declaration to be signed again", async () => {
    const house = await openHouse(await open());
    const { world } = house;
    const { code, id } = await applied(house);
    expect((await house.get(`/r/${code}`)).html).not.toContain("إقرارك مطلوب");
    const { seq } = await world.view(id);
    const correction = { seq, answers: { residence: "visitor", need: null }, note: "بحسب الإقامة" };
    await must(world.call("officer", `/requests/${id}/answers`, correction));
    for (const [language, words] of [
      ["ar", ["إقرارك مطلوب مرة أخرى", "كان: \u2068نظامية", "صار: \u2068زيارة", "صار: بلا إجابة", "بحسب الإقامة"]],
      ["en", ["Your declaration is needed again", "Before: \u2068Lawful", "Now: \u2068Visitor", "Now: no answer"]],
    ] as const) {
      const { html } = await house.get(`/r/${code}?lang=${language}`);
      for (const word of words) expect([word, html.includes(word)]).toEqual([word, true]);
      expect(html.indexOf('id="corrections"')).toBeLessThan(html.indexOf('id="declaration"'));
      expect(barriersIn(html)).toEqual([]);
    }
    const { html } = await house.get(`/r/${code}`);
    const fields = { seq: seqIn(html), signedBy: "applicant", signature: "نورة", declare: "yes" };
    expect((await house.post(`/r/${code}/declaration`, fields)).location).toBe(`/r/${code}?lang=ar&done=signed`);
    expect(await world.view(id)).toMatchObject({ step: "documents", isDeclarationDue: false });
    expect((await house.get(`/r/${code}`)).html).not.toContain(`action="/r/${code}/declaration`);
    expect(await countedBy(world)).toContain("request-followed online ×1");
  });
});

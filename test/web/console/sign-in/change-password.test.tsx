// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { PasswordForm } from "#web/console/sign-in/PasswordForm.tsx";
import { clear, render } from "#test/web/render.tsx";

afterEach(async () => {
  vi.unstubAllGlobals();
  await clear();
});

const OLD = "the one until now";
const NEW = "a password of one's own";

/** The server's answer to whatever is sent; what was sent is kept. */
function answering(status: number, body: object): Request[] {
  const sent: Request[] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    sent.push(new Request(new URL(path, "http://localhost"), init));
    return Promise.resolve(Response.json(body, { status }));
  });
  return sent;
}

async function type(element: HTMLElement, values: Readonly<Record<string, string>>): Promise<void> {
  await act(async () => {
    for (const [name, value] of Object.entries(values)) {
      const input = element.querySelector<HTMLInputElement>(`input[name="${name}"]`);
      if (!input) throw new Error(`there is no field ${name}`);
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, value);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    await Promise.resolve();
  });
  await act(async () => {
    element.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
}

describe("the form of a new password", () => {
  it("sends the old and the new, and says that other devices are signed out", async () => {
    const sent = answering(200, { done: true });
    const element = await render(<PasswordForm onDone={() => undefined} />);
    expect(element.textContent).toContain("ينتهي دخولك على الأجهزة الأخرى");
    await type(element, { currentPassword: OLD, newPassword: NEW, again: NEW });
    expect(await Promise.all(sent.map((request) => request.json()))).toEqual([
      { currentPassword: OLD, newPassword: NEW },
    ]);
  });

  it.each([
    [{ newPassword: "short", again: "short" }, "لا تقل عن ١٢ حرفًا"],
    [{ newPassword: NEW, again: `${NEW}.` }, "الكلمتان غير متطابقتين"],
    [{ newPassword: OLD, again: OLD }, "اختر كلمة مرور غير الحالية"],
  ])("says beside the field what has to change in %j, and sends nothing", async (given, said) => {
    const sent = answering(200, { done: true });
    const element = await render(<PasswordForm onDone={() => undefined} />);
    await type(element, { currentPassword: OLD, ...given });
    expect(element.textContent).toContain(said);
    expect(element.querySelector('input[aria-invalid="true"]')).toBe(document.activeElement);
    expect(sent).toEqual([]);
  });

  it("tells a wrong current password beside its field, in the language of the page", async () => {
    answering(422, { title: "unprocessable", detail: "The current password is not right.", reason: "wrongPassword" });
    const element = await render(<PasswordForm onDone={() => undefined} />, { language: "en", digits: "latn" });
    await type(element, { currentPassword: "another one", newPassword: NEW, again: NEW });
    expect(element.querySelector("input[name=currentPassword]")?.getAttribute("aria-invalid")).toBe("true");
    expect(element.textContent).toContain("The current password is not right.");
    expect(element.querySelector('[role="alert"]')).toBeNull();
  });
});

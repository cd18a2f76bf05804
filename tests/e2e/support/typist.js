// Many edits in a page, through the quick-add dialog as a user would, but as fast as the page takes
// them. Runs inside the page.

/**
 * Adds items with these titles, one after the other. After each that the page calls saved, its place is
 * told to `acknowledged` (a binding of the page). Every so many edits one is undone.
 * Returns what should be there, and milliseconds from each edit to its acknowledgement.
 */
export async function type(page, { titles, pause = 0, undoEvery = 0, wait = true }) {
  return page.evaluate(
    async ({ titles, pause, undoEvery, wait }) => {
      const frame = () => new Promise((next) => setTimeout(next, 0));
      const key = (target, name, more = {}) =>
        target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more }));
      const saved = () =>
        [...document.querySelectorAll("[role=status]")].some((status) => /^\s*Saved/.test(status.textContent));
      const field = async () => {
        for (;;) {
          const field = document.querySelector('[role=dialog] input[aria-label="What is to be done"]');
          if (field) return field;
          key(document.body, "c");
          await frame();
        }
      };
      const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
      const expected = [];
      const took = [];
      for (const [place, title] of titles.entries()) {
        const input = await field();
        set.call(input, title);
        input.dispatchEvent(new Event("input", { bubbles: true }));
        await frame();
        const from = performance.now();
        key(input, "Enter", { shiftKey: true });
        expected.push(title);
        if (undoEvery > 0 && place % undoEvery === undoEvery - 1) {
          key(document.body, "Escape");
          await frame();
          key(document.body, "z", { ctrlKey: true });
          expected.pop();
        }
        if (wait) {
          // The state says "Saving" from the edit on, in the next microtask at the latest.
          await Promise.resolve();
          while (!saved()) await frame();
          took.push(performance.now() - from);
          window.acknowledged?.(title);
        }
        if (pause > 0) await new Promise((next) => setTimeout(next, Math.random() * pause));
      }
      while (!saved()) await frame();
      return { expected, took };
    },
    { titles, pause, undoEvery, wait },
  );
}

/** The titles of all items, as an export has them, once the page has heard from its database. */
export async function titles(page) {
  await page.getByRole("status", { name: "Save state" }).filter({ hasText: /^\s*(Saved|Not saved|Nothing)/ }).waitFor();
  const text = await page.evaluate(async () => {
    const { createObjectURL } = URL;
    const caught = new Promise((next) => {
      URL.createObjectURL = (blob) => {
        next(blob.text());
        return createObjectURL.call(URL, blob);
      };
    });
    const find = (name) => [...document.querySelectorAll("main button")].find((b) => b.textContent.trim() === name);
    window.location.hash = "#/data";
    while (!find("Export snapshot")) await new Promise((next) => setTimeout(next, 10));
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = () => {};
    find("Export snapshot").click();
    const text = await caught;
    HTMLAnchorElement.prototype.click = click;
    URL.createObjectURL = createObjectURL;
    return text;
  });
  const { items } = JSON.parse(text).program;
  return Object.values(items).map((item) => item.title);
}

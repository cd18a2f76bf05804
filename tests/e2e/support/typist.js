// Many edits in a page, through the quick-add dialog as a user would, but as fast as the page takes
// them. Runs inside the page.

/**
 * Adds items with these titles, one after the other. After each that the page calls saved, its place is
 * told to `acknowledged` (a binding of the page). Every so many edits one is undone.
 * Returns what should be there, milliseconds from each edit to its acknowledgement, and when the last had it.
 */
export async function type(page, { titles, pause = 0, undoEvery = 0, wait = true }) {
  return page.evaluate(
    async ({ titles, pause, undoEvery, wait }) => {
      // A turn of the page without the four milliseconds that repeated timers cost.
      const frame = () =>
        new Promise((next) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            port1.close();
            next();
          };
          port2.postMessage(0);
        });
      const key = (target, name, more = {}) =>
        target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more }));
      const isSaved = () =>
        [...document.querySelectorAll("[role=status]")].some((status) => /^\s*Saved/.test(status.textContent));
      /** Settles in the very turn in which the page says it. */
      const saved = () =>
        new Promise((next) => {
          if (isSaved()) return next();
          const look = new MutationObserver(() => {
            if (!isSaved()) return;
            look.disconnect();
            next();
          });
          look.observe(document.body, { subtree: true, childList: true, characterData: true });
        });
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
          await saved();
          took.push(performance.now() - from);
          window.acknowledged?.(title);
        }
        if (pause > 0) await new Promise((next) => setTimeout(next, Math.random() * pause));
      }
      await saved();
      return { expected, took, ended: Date.now() };
    },
    { titles, pause, undoEvery, wait },
  );
}

/** In the page: the titles of all items, sorted, as an export has them. */
const exported = async () => {
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
  return Object.values(JSON.parse(text).program.items ?? {})
    .map((item) => item.title)
    .sort();
};

/** The titles of all items, sorted, once the page has heard from its database. */
export async function titles(page) {
  await page.getByRole("status", { name: "Save state" }).filter({ hasText: /^\s*(Saved|Not saved|Nothing)/ }).waitFor();
  return page.evaluate(exported);
}

/**
 * When the page was first seen to hold exactly these titles, in milliseconds of the clock; at most as
 * long after it did as an export takes. Not a number when it does not come to that within ten seconds.
 */
export async function settled(page, expected) {
  return page.evaluate(`(async () => {
    const exported = ${exported};
    const expected = ${JSON.stringify(JSON.stringify([...expected].sort()))};
    for (const end = Date.now() + 10_000; ; ) {
      const looked = Date.now();
      if (JSON.stringify(await exported()) === expected) return looked;
      if (looked > end) return NaN;
    }
  })()`);
}

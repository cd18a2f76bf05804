// The keyboard alone: every press is counted, the letters of words are not.

import { expect } from "@playwright/test";

export class Keyboard {
  constructor(page) {
    this.page = page;
    /** Keys pressed beside the words. */
    this.presses = 0;
  }

  async press(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      this.presses += 1;
    }
  }

  /** Words, letter by letter, as somebody types them. */
  async words(text) {
    await this.page.keyboard.type(text);
  }

  /** What the focused element is called. */
  async focused() {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      return (element?.getAttribute("aria-label") ?? element?.innerText ?? "").trim();
    });
  }

  /** Goes on with a key until the focus is on what is called so. */
  async until(name, key = "Tab", most = 80) {
    for (let n = 0; n < most; n += 1) {
      if (name.test(await this.focused())) return;
      await this.press(key);
    }
    expect(await this.focused(), `${key} reaches ${name}`).toMatch(name);
  }

  /** Chooses a line of the open menu. */
  async choose(name) {
    await expect(this.page.getByRole("menu")).toBeVisible();
    await expect(this.page.getByRole("menu").locator(":focus")).toBeVisible();
    await this.until(name, "ArrowDown", 30);
    await this.press("Enter");
    await expect(this.page.getByRole("menu")).toBeHidden();
  }
}

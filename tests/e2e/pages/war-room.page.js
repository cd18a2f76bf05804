// The war room: one incident, minute by minute.

import { expect } from "@playwright/test";

export class WarRoom {
  constructor(page) {
    this.page = page;
    this.dialog = page.getByRole("dialog", { name: "Open an incident" });
    this.field = page.getByRole("textbox", { name: "Entry" });
    this.timeline = page.getByRole("region", { name: "Timeline" });
    this.postmortem = page.getByRole("region", { name: "Postmortem" });
    this.title = page.getByRole("textbox", { name: "Title" });
    this.wording = page.getByRole("combobox", { name: "Wording" });
    this.update = page.getByRole("textbox", { name: "Words of the update" });
    this.presses = 0;
  }

  /** A key that counts. */
  async press(key) {
    this.presses += 1;
    await this.page.keyboard.press(key);
  }

  /** Words, which do not count. */
  async words(text) {
    await this.page.keyboard.type(text);
  }

  entries() {
    return this.timeline.getByRole("listitem");
  }

  entry(text) {
    return this.entries().filter({ hasText: text });
  }

  /** The value of a clock by its name. */
  clock(name) {
    return this.page.locator("dl > div").filter({ hasText: name }).getByRole("timer");
  }

  hypothesis(text) {
    return this.page.getByRole("region", { name: "Hypotheses" }).getByRole("listitem").filter({ hasText: text });
  }

  /** An entry by its letter, from anywhere in the room. */
  async write(letter, text) {
    await this.page.keyboard.press("Escape");
    await expect(this.field).not.toBeFocused();
    await this.page.keyboard.press(letter);
    await expect(this.field).toBeFocused();
    await this.words(text);
    await this.page.keyboard.press("Enter");
    await expect(this.field).toHaveValue("");
  }
}

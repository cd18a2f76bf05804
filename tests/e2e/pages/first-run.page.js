// The three doors of an empty Gluework.

import { expect } from "@playwright/test";

export class FirstRun {
  constructor(page) {
    this.page = page;
    this.startEmpty = page.getByRole("button", { name: "Start empty" });
    this.import = page.getByRole("button", { name: "Import…" });
    this.openSample = page.getByRole("button", { name: "Open the sample program" });
  }

  async open() {
    await this.page.goto("./");
    await this.shown();
  }

  async shown() {
    for (const door of [this.startEmpty, this.import, this.openSample]) await expect(door).toBeVisible();
  }

  /** Through the third door. */
  async sample() {
    await this.open();
    await this.openSample.click();
    await expect(this.page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
    await expect(this.openSample).toBeHidden();
  }
}

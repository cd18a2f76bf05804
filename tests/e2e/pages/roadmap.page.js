// The roadmap: bars, milestones, the table below.

import { expect } from "@playwright/test";

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export class Roadmap {
  constructor(page) {
    this.page = page;
    this.notice = page.getByRole("group", { name: "Notice" });
    this.capacity = page.getByRole("table", { name: /Demand of capacity/ });
  }

  bar(title) {
    return this.page.getByRole("button", { name: new RegExp(`^${escaped(title)}, \\d`) });
  }

  milestone(name) {
    return this.page.getByRole("button", { name: new RegExp(`^Milestone ${escaped(name)},`) });
  }

  /** Carries something to the left or right by so many pixels. */
  async drag(what, pixels) {
    const from = await what.boundingBox();
    const [x, y] = [from.x + from.width / 2, from.y + from.height / 2];
    const { mouse } = this.page;
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + Math.sign(pixels) * 8, y, { steps: 3 });
    await mouse.move(x + pixels, y, { steps: 12 });
    await mouse.up();
  }

  async byMenu(what, name) {
    await what.click();
    await this.page.getByRole("menuitem", { name: new RegExp(`^${escaped(name)}`) }).click();
  }

  async says(text) {
    await expect(this.notice).toContainText(text);
  }
}

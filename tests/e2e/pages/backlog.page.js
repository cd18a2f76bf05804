// The backlog: rows, their order, and the sprints being planned beside it.

import { expect } from "@playwright/test";

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export class Backlog {
  constructor(page) {
    this.page = page;
    this.rows = page.getByRole("main").getByRole("article");
    this.planning = page.getByRole("region", { name: "Sprint planning" });
    this.bulk = page.getByRole("toolbar", { name: "Change what is selected" });
    this.filter = page.getByRole("group", { name: "Filter" });
  }

  row(key) {
    return this.page.getByRole("article", { name: new RegExp(`^${escaped(key)}\\b`) });
  }

  /** The keys of the rows that are drawn, from the top. */
  async keys(count = 6) {
    await expect(this.rows.first()).toBeVisible();
    const keys = await this.rows.evaluateAll((rows) => rows.map((row) => row.dataset.key));
    return keys.slice(0, count);
  }

  async orderIs(keys) {
    await expect.poll(() => this.keys(keys.length)).toEqual(keys);
  }

  /** With the mouse, by the handle: onto the upper or lower half of another row. */
  async drag(key, target, below = false) {
    await this.row(key).hover();
    const from = await this.row(key).locator(".line-grip").boundingBox();
    const to = await this.row(target).boundingBox();
    await this.carry(from, to.x + to.width / 3, to.y + (below ? to.height - 4 : 4));
  }

  async dragToSprint(key, sprint) {
    await this.row(key).hover();
    const from = await this.row(key).locator(".line-grip").boundingBox();
    const to = await this.sprint(sprint).boundingBox();
    await this.carry(from, to.x + to.width / 2, to.y + 20);
  }

  async carry(from, x, y) {
    const { mouse } = this.page;
    await mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await mouse.down();
    await mouse.move(from.x + from.width / 2 + 8, from.y + from.height / 2 + 6, { steps: 4 });
    await mouse.move(x, y, { steps: 10 });
    await mouse.up();
  }

  async moveByMenu(key, place) {
    await this.row(key).hover();
    await this.row(key).getByRole("button", { name: `Move ${key} to…` }).click();
    await this.menuItem(place).click();
  }

  menuItem(name) {
    return this.page.getByRole("menuitem", { name: new RegExp(`^${escaped(name)}`) });
  }

  sprint(name) {
    return this.planning.getByRole("region", { name, exact: true });
  }
}

// The board: columns, cards, and the three ways to move a card.

import { expect } from "@playwright/test";

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export class Board {
  constructor(page) {
    this.page = page;
    this.cards = page.getByRole("main").getByRole("article");
  }

  card(key) {
    return this.page.getByRole("article", { name: new RegExp(`^${escaped(key)}\\b`) });
  }

  column(name) {
    return this.page.getByRole("group", { name: new RegExp(`^${escaped(name)}(,|$)`) });
  }

  async has(key, column) {
    await expect(this.column(column).getByRole("article", { name: new RegExp(`^${escaped(key)}\\b`) })).toBeVisible();
  }

  /** With the mouse: press on the card (its handle, if it has one), carry it over, let go. */
  async drag(key, column) {
    const card = this.card(key);
    await card.hover();
    const handle = card.getByRole("button", { name: `Drag ${key}` });
    const from = await ((await handle.count()) > 0 ? handle : card).boundingBox();
    const to = await this.column(column).boundingBox();
    const { mouse } = this.page;
    await mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await mouse.down();
    // A drag begins only after some way, and targets are found while moving: hence the steps.
    await mouse.move(from.x + from.width / 2 + 8, from.y + from.height / 2 + 8, { steps: 4 });
    await mouse.move(to.x + to.width / 2, to.y + Math.min(to.height / 2, 200), { steps: 12 });
    await mouse.up();
  }

  /** Through the menu, with the pointer. */
  async moveByMenu(key, column) {
    await this.card(key).hover();
    await this.card(key).getByRole("button", { name: `Move ${key} to…` }).click();
    await this.menuItem(column).click();
  }

  /** Through the menu, with keys alone; focus stays on the card. */
  async moveByKeys(key, column) {
    await this.card(key).getByRole("button", { name: `Move ${key} to…` }).focus();
    await this.page.keyboard.press("Enter");
    const item = this.menuItem(column);
    await expect(item).toBeVisible();
    const all = await this.page.getByRole("menuitem").count();
    for (let step = 0; step < all; step += 1) {
      if (await item.evaluate((element) => element === document.activeElement)) break;
      await this.page.keyboard.press("ArrowDown");
    }
    await expect(item).toBeFocused();
    await this.page.keyboard.press("Enter");
    await expect(this.page.getByRole("menu")).toBeHidden();
  }

  menuItem(column) {
    return this.page.getByRole("menuitem", { name: new RegExp(`^${escaped(column)}\\b`) });
  }
}

// The panel beside the content, with one card's detail and history.

import { expect } from "@playwright/test";

export class Card {
  constructor(page) {
    this.page = page;
  }

  panel(key) {
    return this.page.getByRole("complementary", { name: new RegExp(`\\b${key}\\b`) });
  }

  async open(article, key) {
    await article.click();
    await expect(this.panel(key)).toBeVisible();
    return this.panel(key);
  }

  async close(key) {
    await this.page.keyboard.press("Escape");
    await expect(this.panel(key)).toBeHidden();
  }
}

// What frames every view: navigation, save state, palette, quick add, undo.

import { expect } from "@playwright/test";

export class Shell {
  constructor(page) {
    this.page = page;
    this.navigation = page.getByRole("navigation").first();
    this.title = page.getByRole("main").getByRole("heading", { level: 1 });
    this.saveState = page.getByRole("status").filter({ hasText: /Saved|Saving|Not saved|Other tab/ });
    this.undoToast = page.getByRole("group", { name: "Notice" }).filter({ has: page.getByRole("button", { name: /^Undo/ }) });
    this.quickAdd = page.getByRole("dialog", { name: "Quick add" });
    this.palette = page.getByRole("dialog", { name: "Search and commands" });
    this.keys = page.getByRole("dialog", { name: "Keys" });
  }

  /** Opens a view by its address and waits until it is drawn. */
  async open(route) {
    await this.page.goto(`./#/${route}`);
    await this.drawn();
  }

  async drawn() {
    await expect(this.title).toHaveCount(1);
    await expect(this.title).toBeVisible();
  }

  /** Opens a view as a user would. */
  async go(name) {
    await this.navigation.getByRole("link", { name: new RegExp(`^${name}\\b`) }).click();
    await this.drawn();
  }

  async saved() {
    await expect(this.saveState).toHaveText(/^\s*Saved/);
  }

  async notSaved() {
    await expect(this.saveState).toHaveText(/Not saved/);
  }

  /** Adds an item with the short syntax. */
  async add(text) {
    await this.page.keyboard.press("c");
    await expect(this.quickAdd).toBeVisible();
    await this.quickAdd.getByRole("textbox").first().fill(text);
    await this.page.keyboard.press("Enter");
  }

  async undo() {
    await this.page.keyboard.press("Control+z");
  }

  /** Opens a dialog by its key, then closes it with Escape and looks that focus came back. */
  async opensAndCloses(key, dialog) {
    await this.page.keyboard.press(key);
    await expect(dialog).toBeVisible();
    await this.page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  }
}

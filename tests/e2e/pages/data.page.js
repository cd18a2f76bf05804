// Files in and out, and deleting everything.

import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";

export class Data {
  constructor(page) {
    this.page = page;
    this.problem = page.getByRole("alert");
    this.importButton = page.getByRole("main").getByRole("button", { name: "Import…" });
    /** The preview's one filled button, which says how much it would do: "Import 12 changes". */
    this.apply = page.getByRole("button", { name: /^(Import \d|Restore|Replace)/ });
  }

  /** Hands a file to the given button, as the user's file dialog would. */
  async choose(button, file) {
    const chooser = this.page.waitForEvent("filechooser");
    await button.click();
    await (await chooser).setFiles(file);
  }

  /** Chooses a file on the Data view and applies what its preview offers. */
  async import(file) {
    await this.choose(this.importButton, file);
    await this.apply.click();
  }

  /** The snapshot's text. */
  async export() {
    const download = this.page.waitForEvent("download");
    await this.page.getByRole("button", { name: "Export snapshot" }).click();
    return readFile(await (await download).path(), "utf8");
  }

  /** What the button of another tool hands out: its name and its text. */
  async exportAs(name) {
    const download = this.page.waitForEvent("download");
    await this.page.getByRole("button", { name, exact: true }).click();
    const file = await download;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
  }

  async deleteEverything() {
    await this.page.getByRole("button", { name: "Delete everything…" }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByRole("button", { name: /^Delete everything/ }).click();
    // A recovery point is kept and read back first.
    await expect(this.page.getByRole("heading", { level: 1, name: "Your program is empty" })).toBeVisible();
  }
}

/** A text as a file to choose. */
export function file(name, text) {
  return { name, mimeType: "application/octet-stream", buffer: Buffer.from(text) };
}

/** A snapshot without the one line that may differ between two exports of the same program. */
export function undated(snapshot) {
  return snapshot.replace(/"exported_at":\s*"[^"]*"/, '"exported_at": ""');
}

// The figures, each of which opens its working.

import { expect } from "@playwright/test";

export class Metrics {
  constructor(page) {
    this.page = page;
  }

  figure(name) {
    return this.page.getByRole("region", { name: new RegExp(`^${name}`, "i") });
  }

  /** Opens a figure's working and answers with the dialog or panel that shows it. */
  async working(name) {
    await this.figure(name).getByRole("button", { name: /working|how/i }).first().click();
    const working = this.page.getByRole("dialog").or(this.page.getByRole("complementary")).last();
    await expect(working).toBeVisible();
    return working;
  }
}

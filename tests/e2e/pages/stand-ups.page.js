// Stand-ups: one screen a team.

import { expect } from "@playwright/test";

export class StandUps {
  constructor(page) {
    this.page = page;
    this.main = page.getByRole("main");
    this.table = page.getByRole("table", { name: "What each person says" });
    this.summary = page.getByRole("complementary", { name: "Beside the stand-up" });
    this.clock = page.getByRole("timer");
    this.finish = this.main.getByRole("button", { name: "Finish" });
    this.walk = page.locator("[data-card]");
  }

  team(name) {
    return this.main.getByRole("group", { name: "Team" }).getByRole("button", { name });
  }

  /** The row of a person. */
  row(name) {
    return this.table.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name }) });
  }

  /** A field of a person: Yesterday, Today or Blocked. */
  field(what, name) {
    return this.table.getByRole("textbox", { name: `${what}, ${name}` });
  }

  async speaks(name) {
    await expect(this.row(name)).toHaveAttribute("aria-current", "true");
  }
}

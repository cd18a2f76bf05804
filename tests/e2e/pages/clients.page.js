// Clients, the goals beside the roadmap, and the settings of projects.

import { expect } from "@playwright/test";

export class Clients {
  constructor(page) {
    this.page = page;
    this.main = page.getByRole("main");
  }

  /** A client on the portfolio page. */
  client(name) {
    return this.main.getByRole("region", { name, exact: true });
  }

  /** A part of a client's page. */
  part(name) {
    return this.main.getByRole("region", { name, exact: true });
  }

  /** A deliverable by its title. */
  deliverable(title) {
    return this.part("Deliverables").getByRole("listitem").filter({ hasText: title }).first();
  }

  /** A figure on a client's page by its label. */
  figure(label) {
    return this.main.locator(".cl-fact").filter({ has: this.page.getByText(label, { exact: true }) });
  }

  async showTo(whom) {
    await this.main.getByRole("group", { name: "Shown to" }).getByRole("button", { name: whom }).click();
  }

  /** Opens a project's panel on Data. */
  async project(name) {
    await this.main.getByRole("list", { name: "Projects" }).getByRole("button", { name: new RegExp(`^${name}`) }).click();
    return this.panel();
  }

  panel() {
    return this.page.getByRole("complementary", { name: /details$/ });
  }

  async lens(panel, lens) {
    await panel.getByRole("combobox", { name: "Lens" }).selectOption({ label: lens });
    await expect(panel.getByRole("combobox", { name: "Lens" })).toHaveValue(lens.toLowerCase());
  }
}

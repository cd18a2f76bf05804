// The status report, as its readers will see it.

export class Reports {
  constructor(page) {
    this.page = page;
    this.text = page.getByRole("article", { name: /report|status/i });
  }

  async audience(name) {
    await this.page.getByRole("group", { name: "Audience" }).getByRole("button", { name }).click();
  }
}

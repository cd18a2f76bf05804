// Lists of records: actions, decisions, change requests, dependencies, blockers.

export class Lists {
  constructor(page) {
    this.page = page;
    this.main = page.getByRole("main");
    this.grid = page.getByRole("grid");
    this.count = this.main.getByRole("status").filter({ hasText: /\d/ });
    this.add = this.main.getByRole("textbox", { name: /^Add: / });
    this.bulk = page.getByRole("group", { name: "With what is ticked" });
  }

  tab(name) {
    return this.main.getByRole("group", { name: "List" }).getByRole("button", { name });
  }

  row(title) {
    return this.grid.getByRole("row").filter({ hasText: title });
  }

  panel(key) {
    return this.page.getByRole("complementary", { name: `${key} details` });
  }
}

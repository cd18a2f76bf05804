// Meetings: by day, and one date in full.

export class Meetings {
  constructor(page) {
    this.page = page;
    this.main = page.getByRole("main");
    this.list = page.getByRole("region", { name: "Meetings by day" });
    this.points = page.locator("[data-point]");
    this.outcome = page.getByRole("textbox", { name: "What came out" });
    this.addPoint = page.getByRole("textbox", { name: "Add a point" });
    this.side = page.getByRole("complementary", { name: "Beside the agenda" });
    this.panel = page.getByRole("complementary", { name: "Meeting details" });
    this.clock = page.getByRole("timer");
  }

  /** The link of a meeting in the section of a day. */
  link(day, title) {
    const section = this.list.locator("section").filter({ has: this.page.getByRole("heading", { name: day }) });
    return section.getByRole("link", { name: title });
  }

  point(title) {
    return this.page.getByRole("listitem", { name: title });
  }

  notes(title) {
    return this.page.getByRole("textbox", { name: `Notes, ${title}` });
  }

  titles() {
    return this.main.getByRole("textbox", { name: "Point", exact: true }).evaluateAll((all) => all.map((one) => one.value));
  }
}

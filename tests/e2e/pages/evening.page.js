// Today, tomorrow and retros: the plan, the closing ritual, what comes back.

export class Evening {
  constructor(page) {
    this.page = page;
    this.main = page.getByRole("main");
    this.left = this.main.getByRole("region", { name: "Left of today" });
    this.next = this.main.getByRole("region", { name: /^Plan for / });
    this.needs = this.main.getByRole("region", { name: "Needs you now" });
    this.note = this.main.getByRole("textbox", { name: "Note to myself" });
    this.beside = this.main.getByRole("complementary", { name: "Beside the retro" });
    this.agree = this.main.getByRole("textbox", { name: "Add an action" });
  }

  /** The lines of a plan. */
  lines(region) {
    return region.locator("[data-line]");
  }

  /** A line of today's plan. */
  planned(text) {
    return this.main.getByRole("region", { name: "Plan for today" }).getByRole("listitem").filter({ hasText: text });
  }

  column(name) {
    return this.main.getByRole("region", { name, exact: true });
  }

  stage(name) {
    return this.main.getByRole("group", { name: "Stage" }).getByRole("button", { name });
  }

  /** With the mouse: press on one card, carry it onto another, let go. */
  async drag(card, onto) {
    await card.scrollIntoViewIfNeeded();
    const [from, to] = [await card.boundingBox(), await onto.boundingBox()];
    const { mouse } = this.page;
    await mouse.move(from.x + 20, from.y + 12);
    await mouse.down();
    // A drag begins only after some way: hence the steps.
    await mouse.move(to.x + 24, to.y + 14, { steps: 12 });
    await mouse.up();
  }

  /** An action of last time. */
  returned(title) {
    return this.beside.getByRole("region", { name: "Actions from last time" }).getByRole("listitem").filter({ hasText: title });
  }
}

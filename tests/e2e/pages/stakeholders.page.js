// Stakeholders: the map, the contacts, RACI.

export class Stakeholders {
  constructor(page) {
    this.page = page;
    this.main = page.getByRole("main");
    this.map = page.getByRole("region", { name: "Influence and interest" });
    this.table = page.getByRole("table", { name: /^Stakeholders/ });
    this.contacts = page.getByRole("region", { name: "Contacts, scrollable" });
  }

  look(name) {
    return this.main.getByRole("group", { name: "Look at" }).getByRole("button", { name });
  }

  chip(name) {
    return this.map.getByRole("button", { name: new RegExp(`^\\S+ ${name}:`) });
  }

  row(name) {
    return this.table.getByRole("row").filter({ hasText: name });
  }

  contact(name) {
    return this.contacts.getByRole("listitem", { name });
  }

  raci(project) {
    return this.page.getByRole("table", { name: `RACI, ${project}` });
  }

  cell(project, person, work) {
    return this.raci(project).getByRole("button", { name: new RegExp(`^${person}, ${work}:`) });
  }
}

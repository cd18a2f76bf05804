// The `test` of every journey: a page that may not complain, and the page objects.

import { test as base, expect } from "@playwright/test";
import { axe } from "./axe.js";
import { Backlog } from "../pages/backlog.page.js";
import { Board } from "../pages/board.page.js";
import { Clients } from "../pages/clients.page.js";
import { Card } from "../pages/card.page.js";
import { Evening } from "../pages/evening.page.js";
import { Data } from "../pages/data.page.js";
import { Keyboard } from "../pages/keyboard.js";
import { Lists } from "../pages/lists.page.js";
import { Meetings } from "../pages/meetings.page.js";
import { Stakeholders } from "../pages/stakeholders.page.js";
import { StandUps } from "../pages/stand-ups.page.js";
import { FirstRun } from "../pages/first-run.page.js";
import { Metrics } from "../pages/metrics.page.js";
import { Reports } from "../pages/reports.page.js";
import { Risks } from "../pages/risks.page.js";
import { Roadmap } from "../pages/roadmap.page.js";
import { Shell } from "../pages/shell.page.js";
import { WarRoom } from "../pages/war-room.page.js";

/** Collects whatever a healthy page never does. */
function watch(page, origin) {
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      complaints.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => complaints.push(`page error: ${error.stack ?? error}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    const own = url.origin === origin || ["data:", "blob:"].includes(url.protocol);
    if (!own) complaints.push(`request to another host: ${url.href}`);
  });
  page.on("websocket", (socket) => complaints.push(`websocket: ${socket.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  return complaints;
}

export const test = base.extend({
  /** Complaints that a journey brings about on purpose, as patterns. */
  tolerated: [[], { option: true }],

  page: async ({ page, baseURL, tolerated }, use) => {
    const complaints = watch(page, new URL(baseURL).origin);
    await use(page);
    const left = complaints.filter((text) => !tolerated.some((pattern) => pattern.test(text)));
    expect(left, "The page complains about nothing.").toEqual([]);
  },

  /** Fails where the page, as it is now, breaks WCAG 2.2 A or AA. */
  accessible: async ({ page }, use) => {
    await use(async (what) => expect(await axe(page), `${what} breaks no accessibility rule.`).toEqual([]));
  },

  shell: async ({ page }, use) => use(new Shell(page)),
  firstRun: async ({ page }, use) => use(new FirstRun(page)),
  backlog: async ({ page }, use) => use(new Backlog(page)),
  roadmap: async ({ page }, use) => use(new Roadmap(page)),
  board: async ({ page }, use) => use(new Board(page)),
  clients: async ({ page }, use) => use(new Clients(page)),
  card: async ({ page }, use) => use(new Card(page)),
  risks: async ({ page }, use) => use(new Risks(page)),
  metrics: async ({ page }, use) => use(new Metrics(page)),
  reports: async ({ page }, use) => use(new Reports(page)),
  data: async ({ page }, use) => use(new Data(page)),
  warRoom: async ({ page }, use) => use(new WarRoom(page)),
  keyboard: async ({ page }, use) => use(new Keyboard(page)),
  lists: async ({ page }, use) => use(new Lists(page)),
  meetings: async ({ page }, use) => use(new Meetings(page)),
  stakeholders: async ({ page }, use) => use(new Stakeholders(page)),
  evening: async ({ page }, use) => use(new Evening(page)),
  standUps: async ({ page }, use) => use(new StandUps(page)),
});

export { expect };

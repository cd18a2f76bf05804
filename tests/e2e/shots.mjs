// Pictures of the sample program: node shots.mjs FOLDER [route…]
// Each route (all of them by default) at three widths, light and dark, of the site in dist/.

import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { server } from "../../scripts/serve.mjs";
import { FirstRun } from "./pages/first-run.page.js";
import { LAUNCH } from "./support/browser.js";
import { ROUTES } from "./support/routes.js";

const SIZES = [
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
];

/** Resolves once the view is drawn: its heading is there and two frames have passed. */
async function drawn(page) {
  await page.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

async function shoot(browser, baseURL, folder, routes, colorScheme, viewport) {
  const context = await browser.newContext({
    baseURL,
    colorScheme,
    viewport,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const name = (what) => join(folder, `${what.replaceAll(/[^\w-]+/g, "_")}-${viewport.width}-${colorScheme}.png`);
  await new FirstRun(page).open();
  await page.screenshot({ path: name("first-run") });
  await new FirstRun(page).sample();
  for (const route of routes) {
    await page.goto(`./#/${route}`);
    await drawn(page);
    await page.screenshot({ path: name(route) });
  }
  await context.close();
}

const [folder, ...routes] = process.argv.slice(2);
if (!folder) {
  console.error("Say where to put the pictures: node shots.mjs FOLDER [route…]");
  process.exit(1);
}
await mkdir(resolve(folder), { recursive: true });

const site = server(fileURLToPath(new URL("../../dist", import.meta.url)));
await new Promise((listening) => site.listen(0, "127.0.0.1", listening));
const browser = await chromium.launch(LAUNCH);
try {
  const base = `http://127.0.0.1:${site.address().port}/`;
  for (const colorScheme of ["light", "dark"]) {
    for (const size of SIZES) {
      await shoot(browser, base, resolve(folder), routes.length > 0 ? routes : ROUTES, colorScheme, size);
      console.log(`${size.width} px, ${colorScheme}: done`);
    }
  }
} finally {
  await browser.close();
  site.close();
}

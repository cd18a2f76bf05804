import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { server } from "../../scripts/serve.mjs";
import { axe } from "./support/axe.js";
import { FirstRun } from "./pages/first-run.page.js";
import { LAUNCH } from "./support/browser.js";
import { ROUTES } from "./support/routes.js";
const site = server(fileURLToPath(new URL("../../dist", import.meta.url)));
await new Promise((l) => site.listen(0, "127.0.0.1", l));
const browser = await chromium.launch(LAUNCH);
for (const [w, scheme, routes] of [[1440, "light", ["retros", "retros?retro=new"]], [390, "light", ROUTES], [390, "dark", ROUTES]]) {
  const page = await browser.newPage({ baseURL: `http://127.0.0.1:${site.address().port}/`, viewport: { width: w, height: 844 }, colorScheme: scheme, hasTouch: w === 390, isMobile: w === 390 });
  await new FirstRun(page).sample();
  for (const r of routes) {
    await page.evaluate((r) => void (location.hash = `#/${r}`), r);
    await page.waitForTimeout(250);
    const v = await axe(page);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (v.length || over > 0) console.log(w, scheme, r, "overflow", over, v.length, [...new Set(v.map((x) => x.slice(0, 160)))].slice(0, 4));
  }
  await page.close();
}
await browser.close(); site.close();

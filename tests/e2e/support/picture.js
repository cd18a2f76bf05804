// Pictures of journeys for the README: PICTURES=1 npx playwright test day-product day-service

import { join } from "node:path";
import { fileURLToPath } from "node:url";

const DOCS = fileURLToPath(new URL("../../../docs/", import.meta.url));

/** Writes docs/NAME.png where pictures are asked for; notices are not what is shown. */
export async function picture(page, name) {
  if (!process.env.PICTURES) return;
  const notices = (visibility) =>
    page.evaluate((value) => {
      for (const notice of document.querySelectorAll(".toasts")) notice.style.visibility = value;
    }, visibility);
  await page.mouse.move(0, 0);
  await notices("hidden");
  await page.screenshot({ path: join(DOCS, `${name}.png`), animations: "disabled" });
  await notices("");
}

// Pictures of journeys for the README: PICTURES=1 npx playwright test day-

import { join } from "node:path";
import { fileURLToPath } from "node:url";

const DOCS = fileURLToPath(new URL("../../../docs/", import.meta.url));

/** Writes docs/NAME.png where pictures are asked for; notices go first, they are not what is shown. */
export async function picture(page, name) {
  if (!process.env.PICTURES) return;
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(DOCS, `${name}.png`), animations: "disabled", style: ".toasts { visibility: hidden }" });
}

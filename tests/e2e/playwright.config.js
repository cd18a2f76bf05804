import { defineConfig } from "@playwright/test";
import { LAUNCH } from "./support/browser.js";

const port = Number(process.env.E2E_PORT ?? 41730);
// Served under a sub-path, so that an absolute address anywhere in the site fails the journeys.
const base = "/some/where/";

export default defineConfig({
  testDir: "journeys",
  outputDir: "test-results",
  workers: 2,
  // A journey that passes only the second time is a fault, in the app or in the journey.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "../../target/test-logs/journeys.json" }]],
  use: {
    baseURL: `http://127.0.0.1:${port}${base}`,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: LAUNCH,
  },
  projects: [
    { name: "desktop", testIgnore: /tabs\.spec/ },
    // Measures milliseconds between tabs: nothing else may run beside it. Alone: --project alone --no-deps.
    { name: "alone", testMatch: /tabs\.spec/, dependencies: ["desktop"] },
  ],
  webServer: {
    command: `node ../../scripts/serve.mjs --port ${port} --base ${base} ../../dist`,
    url: `http://127.0.0.1:${port}${base}`,
    reuseExistingServer: false,
    timeout: 15_000,
  },
});

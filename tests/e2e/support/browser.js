// How every script here starts Chromium: the installed one where CHROME_PATH names it, and quiet:
// nothing that would ask the network for anything by itself.

export const LAUNCH = {
  executablePath: process.env.CHROME_PATH || undefined,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

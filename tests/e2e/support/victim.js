// A whole browser of the test's own, with a profile that outlives it, to be killed.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { LAUNCH } from "./browser.js";

export class Victim {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "gluework-kill-"));
    this.profile = join(this.folder, "profile");
    this.temporary = join(this.folder, "tmp");
    mkdirSync(this.temporary);
    this.process = null;
  }

  /** Starts the browser on the profile and returns its first page. */
  async start() {
    const path = LAUNCH.executablePath ?? chromium.executablePath();
    const port = join(this.profile, "DevToolsActivePort");
    rmSync(port, { force: true });
    const options = ["--headless=new", "--remote-debugging-port=0", `--user-data-dir=${this.profile}`, "about:blank"];
    // Its own process group, so that exactly its processes can be killed.
    // What a killed browser leaves in the folder for temporary files goes with the profile.
    const env = { ...process.env, TMPDIR: this.temporary };
    this.process = spawn(path, [...LAUNCH.args, ...options], { detached: true, stdio: "ignore", env });
    this.ended = new Promise((next) => this.process.once("exit", next));
    for (let tries = 0; ; tries += 1) {
      try {
        const [number, address] = readFileSync(port, "utf8").split("\n");
        this.browser = await chromium.connectOverCDP(`ws://127.0.0.1:${number}${address}`);
        break;
      } catch (error) {
        if (tries > 400) throw error;
        await new Promise((next) => setTimeout(next, 25));
      }
    }
    const [context] = this.browser.contexts();
    return context.pages()[0] ?? (await context.newPage());
  }

  /** The browser's own files of what pages store, a line each: size, moment of writing, name. */
  stored() {
    const all = readdirSync(this.profile, { recursive: true, withFileTypes: true });
    const files = all.filter((file) => file.isFile() && /IndexedDB|Local Storage|WebStorage/.test(file.parentPath));
    const line = (file) => {
      const path = join(file.parentPath, file.name);
      const { size, mtime } = statSync(path);
      return `${size} ${mtime.toISOString()} ${path.slice(this.profile.length)}`;
    };
    return files.map(line).join("\n");
  }

  /**
   * Kills the whole browser, as the system does when memory runs out, and waits until nothing of it is left: a
   * browser that is started while processes of the last one still hold the locks of its stores cannot open them,
   * takes them for broken and makes new ones. No page can see that, nor help it.
   */
  async kill() {
    const group = -this.process.pid;
    process.kill(group, "SIGKILL");
    await this.ended;
    for (let tries = 0; tries < 400; tries += 1) {
      try {
        process.kill(group, 0);
      } catch {
        break;
      }
      await new Promise((next) => setTimeout(next, 25));
    }
    await this.browser.close().catch(() => {});
  }

  /** Ends what still runs and leaves nothing behind. */
  async clear() {
    if (this.process?.exitCode === null && this.process?.signalCode === null) await this.kill();
    for (let tries = 0; ; tries += 1) {
      try {
        rmSync(this.folder, { recursive: true, force: true });
        return;
      } catch (error) {
        // Killed processes may take a moment to let go of their files.
        if (tries >= 100) throw error;
        await new Promise((next) => setTimeout(next, 50));
      }
    }
  }
}

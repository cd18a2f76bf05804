// Serves a folder of static files on this machine only: node serve.mjs [--port N] [--base /sub/path/] FOLDER
// Small on purpose, so that neither `make run` nor the browser tests need a package for it.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** The file that an address names, or undefined where it leaves the folder or its base. */
export function fileFor(folder, base, address) {
  let path;
  try {
    path = decodeURIComponent(new URL(address, "http://localhost").pathname);
  } catch {
    return undefined;
  }
  if (!path.startsWith(base) || path.includes("\0")) return undefined;
  const rest = path.slice(base.length) || "index.html";
  const file = resolve(folder, rest.endsWith("/") ? join(rest, "index.html") : rest);
  return file.startsWith(resolve(folder) + sep) ? file : undefined;
}

/** A server over the folder; the caller listens. */
export function server(folder, base = "/") {
  return createServer(async (request, response) => {
    const refuse = (status, text) => response.writeHead(status, { "Content-Type": "text/plain" }).end(text);
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(405, "Only GET and HEAD.\n");
    const file = fileFor(folder, base, request.url);
    const found = file && (await stat(file).catch(() => undefined));
    if (!found?.isFile()) return refuse(404, "There is no such file.\n");
    // File names carry no hash, so the browser asks each time and gets 304 while nothing changed.
    const tag = `"${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}"`;
    const head = { ETag: tag, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff" };
    if (request.headers["if-none-match"] === tag) return response.writeHead(304, head).end();
    head["Content-Type"] = TYPES[extname(file)] ?? "application/octet-stream";
    head["Content-Length"] = found.size;
    response.writeHead(200, head);
    if (request.method === "HEAD") return response.end();
    createReadStream(file).on("error", () => response.destroy()).pipe(response);
  });
}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: "string", default: "8080" }, base: { type: "string", default: "/" } },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    console.error(`“${values.port}” is no port: a number from 1 to 65535 is needed, such as PORT=9000 make run.`);
    process.exit(1);
  }
  const base = values.base.endsWith("/") ? values.base : `${values.base}/`;
  const served = server(positionals[0] ?? "dist", base);
  served.on("error", (error) => {
    console.error(
      error.code === "EADDRINUSE"
        ? `Port ${port} is taken by another program. Choose another: PORT=${port + 1} make run`
        : `Cannot serve at port ${port}: ${error.message}`,
    );
    process.exit(1);
  });
  served.listen(port, "127.0.0.1", () => {
    console.log(`\n  Gluework is at http://127.0.0.1:${port}${base}\n  Ctrl+C ends it.\n`);
  });
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, () => {
      served.close();
      served.closeAllConnections();
    });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main();

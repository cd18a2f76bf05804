// What a browser printed, and what a validator says of a page.

import { HtmlValidate } from "html-validate";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** The text items of each sheet of a PDF: { text, top, size } with `top` in points from the sheet's head. */
export async function sheets(pdf) {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const all = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    all.push(
      items
        .filter(({ str }) => str.trim())
        .map(({ str, transform }) => ({ text: str.trim(), top: height - transform[5], size: Math.abs(transform[3]) })),
    );
  }
  await document.destroy();
  return all;
}

/** The words of a sheet, one after the other. */
export const words = (sheet) => sheet.map(({ text }) => text).join(" ");

/** What is wrong with an HTML document: one line for each message; empty when nothing is. */
export async function invalid(html) {
  const validator = new HtmlValidate({
    extends: ["html-validate:standard"],
    rules: {
      // XML's way of closing void elements: the file is both, and reads the same.
      "void-style": "off",
      // The file is written by a machine: how its lines end is nobody's concern.
      "no-trailing-whitespace": "off",
      "long-title": "off",
    },
  });
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
  );
}

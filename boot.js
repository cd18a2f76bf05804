// Starts the app. An own file instead of the build tool's inline script: the page's content
// security policy allows scripts from this site only.
import init from "./gluework-app.js";

const say = (text) => {
  const word = document.getElementById("shell-word");
  if (word) word.textContent = text;
};

init({ module_or_path: new URL("./gluework-app_bg.wasm", import.meta.url) }).catch((error) => {
  say(
    `Gluework could not start: ${error.message ?? error}. What you saved is safe in this browser. ` +
      "Reload the page, or open it in a current Chrome, Edge, Firefox or Safari.",
  );
});

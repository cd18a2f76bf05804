// Before the first paint, so that a dark page never flashes light. Kept apart from boot.js because
// that one waits for the app's code.
try {
  const theme = localStorage.getItem("gluework/theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the system's theme holds, and the app says that it cannot save.
}

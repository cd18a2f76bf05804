// Every view, by the part of the hash that names it. The app's own list decides; this one follows.

export const ROUTES = [
  "today",
  "standups",
  "backlog",
  "roadmap",
  "meetings",
  "stakeholders",
  "risks",
  "war-room",
  "board",
  "actions",
  "metrics",
  "reports",
  "retros",
  "tomorrow",
  "data",
];

// Every view that is built, by the part of the hash that names it.

export const ROUTES = [
  "today",
  "standups",
  "standups?mode=walk",
  "backlog",
  "backlog?plan=next",
  "backlog?score=wsjf&view=tree",
  "roadmap",
  "roadmap?as=table",
  "risks",
  "war-room",
  "war-room?all=1",
  "board",
  "actions",
  "actions?list=changes",
  "metrics",
  "reports",
  "tomorrow",
  "retros",
  "retros?retro=new",
  "data",
];

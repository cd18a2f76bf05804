// Every view that is built, by the part of the hash that names it.

export const ROUTES = ["today", "standups", "standups?mode=walk", "actions", "actions?list=changes", "risks", "war-room", "war-room?all=1", "board", "metrics", "reports", "data"];

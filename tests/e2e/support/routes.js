// Every view that is built, by the part of the hash that names it.

export const ROUTES = ["today", "risks", "war-room", "board", "metrics", "reports", "data"];

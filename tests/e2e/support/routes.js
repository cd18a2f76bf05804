// Every view that is built, by the part of the hash that names it.

export const ROUTES = ["today", "standups", "standups?mode=walk", "actions", "actions?list=changes", "risks", "board", "metrics", "reports", "data", "meetings", "meetings?when=past", "stakeholders", "stakeholders?list=contacts", "stakeholders?list=raci"];

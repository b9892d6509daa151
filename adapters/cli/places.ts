/** Where something may be stored of a workspace; its identity belongs to one of them. */
export const PLATFORMS = ["slack", "discord", "terminal"] as const;

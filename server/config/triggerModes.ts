/** When something is suggested: while the user types, on request only, or never. */
export const triggerModes = ["automatic", "manual", "off"] as const;

export type TriggerMode = (typeof triggerModes)[number];

/** A part of a text: from the UTF-16 offset `start` up to `end`, which is not part of it. */
export type OffsetRange = { readonly start: number; readonly end: number };

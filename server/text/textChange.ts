/** One piece of an edit: `[start, end)` of a text becomes `newText`. */
export type TextChange = { readonly start: number; readonly end: number; readonly newText: string };

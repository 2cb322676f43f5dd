import type { Embedded } from "./format.ts";

/** The tags around code in a page: where one begins, and all of it. */
const opening = /<(script|style)\b[^>]*>/gi;

/** The script or style around a place in a page, or in a component of Vue or Svelte. */
export function embeddedInPage(before: string, after: string): Embedded | undefined {
  const last = [...before.matchAll(opening)].at(-1);
  if (!last) return undefined;
  const start = last.index + last[0].length;
  const closer = new RegExp(`</${last[1]}`, "i");
  if (closer.test(before.slice(start))) return undefined;
  const end = after.search(closer);
  const languageId = last[1]?.toLowerCase() === "script" ? scriptLanguage(last[0]) : styleLanguage(last[0]);
  const closes = new RegExp(`^\\s*</${last[1]}`, "i");
  return { start, end: end < 0 ? after.length : end, languageId, closes };
}

function scriptLanguage(tag: string): string {
  if (/\btype\s*=\s*["'][^"']*json/i.test(tag)) return "json";
  return /\blang\s*=\s*["']ts/.test(tag) ? "typescript" : "javascript";
}

function styleLanguage(tag: string): string {
  return /\blang\s*=\s*["'](scss|less)/.exec(tag)?.[1] ?? "css";
}

import { languageWithId } from "../../../grammars/languages.ts";
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
  const isScript = last[1]?.toLowerCase() === "script" && !/\btype\s*=\s*["'][^"']*json/i.test(last[0]);
  const id = /\blang\s*=\s*["']ts/.test(last[0]) ? "typescript" : "javascript";
  return { start, end: end < 0 ? after.length : end, language: isScript ? languageWithId(id) : undefined };
}

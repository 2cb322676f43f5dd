import { readFileSync } from "node:fs";

const folder = new URL("../../../server/view/page/", import.meta.url);

const types = {
  "index.html": "text/html; charset=utf-8",
  "view.css": "text/css; charset=utf-8",
  "view.js": "text/javascript; charset=utf-8",
  "parts.js": "text/javascript; charset=utf-8",
  "icon.svg": "image/svg+xml",
} as const;

/** A file of the page as it is sent. */
export type PageFile = { readonly type: string; readonly bytes: Buffer };

/** The files of the page by their names, "" being the page itself. They are few, and read once. */
export function pageFiles(): ReadonlyMap<string, PageFile> {
  const files = Object.entries(types).map(([name, type]): [string, PageFile] => [
    name === "index.html" ? "" : name,
    { type, bytes: readFileSync(new URL(name, folder)) },
  ]);
  return new Map(files);
}

/**
 * Everything a page may load is its own, and no text becomes a script or HTML: a browser refuses what would be, even
 * where the page has a fault. Nothing is kept in a cache, and no other page may frame it or read of it.
 */
export const pageHeaders = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; "),
  "cache-control": "no-store",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

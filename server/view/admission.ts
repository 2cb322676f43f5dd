import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Where a page is shown, and who may see it. */
export type Place = { readonly port: number; readonly token: string };

/** What is asked for below the token's folder, "" being the page itself; or the status that refuses it. */
export type Admission = { readonly path: string } | { readonly refused: 403 | 404 | 405 };

/**
 * Lets in who knows the token and nobody else. A page of the web can make a browser send a request here, but knows no
 * token. It may have its own name lead to this machine: then the Host header says that name.
 */
export function admission({ method, url = "", headers }: IncomingMessage, { port, token }: Place): Admission {
  const { host, origin, "sec-fetch-site": site = "none", "sec-fetch-dest": destination } = headers;
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (host === undefined || !own.includes(host)) return { refused: 403 };
  if (origin !== undefined && origin !== `http://${host}`) return { refused: 403 };
  // A link may lead here from anywhere; another page may load nothing.
  if (site !== "same-origin" && site !== "none" && destination !== "document") return { refused: 403 };
  const [, given = "", path] = /^\/([^/?#]*)(?:\/([^?#]*))?$/.exec(url) ?? [];
  if (!isSame(given, token) || path === undefined) return { refused: 404 };
  return method === "GET" ? { path } : { refused: 405 };
}

/** In a time that does not tell how much of it is right. */
function isSame(given: string, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

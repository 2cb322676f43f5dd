import { isIP } from "node:net";
import { hostOf, isLoopback, isPrivate } from "../../base/networks.ts";

/** Where requests go: what stands before `/v1/...` in a URL, without a slash at its end. */
export type Address = {
  readonly base: string;
  readonly host: string;
  /** On this machine: nothing leaves it. */
  readonly isLoopback: boolean;
  /** Unencrypted, which is for private networks only. */
  readonly isPlain: boolean;
};

/** The fault of a server's URL, as words behind "a url that"; undefined if it may be asked. */
export function serverUrlProblem(url: string): string | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return "must begin with https:// or http://";
  if (parsed.username || parsed.password) return "must not hold a password; name its variable in keyEnv";
  if (parsed.search || parsed.hash) return "must not hold ? or #";
  const host = hostOf(parsed);
  if (parsed.protocol === "http:" && isIP(host) && !isPrivate(host)) {
    return "must begin with https://, because its address is not in a private network";
  }
  return undefined;
}

/** A URL without `serverUrlProblem`. */
export function addressOf(url: string): Address {
  const parsed = new URL(url);
  const host = hostOf(parsed);
  return {
    base: `${parsed.origin}${parsed.pathname.replace(/\/+$/, "").replace(/\/v1$/, "")}`,
    host: parsed.host,
    isLoopback: isLoopback(host),
    isPlain: parsed.protocol === "http:",
  };
}

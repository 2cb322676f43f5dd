import { BlockList, isIP } from "node:net";

/** Where requests go: what stands before `/v1/...` in a URL, without a slash at its end. */
export type Address = {
  readonly base: string;
  readonly host: string;
  /** On this machine: nothing leaves it. */
  readonly isLoopback: boolean;
  /** Unencrypted, which is for private networks only. */
  readonly isPlain: boolean;
};

/** What is wrong with a server's URL, behind "a url that"; undefined if it may be asked. */
export function addressProblem(url: string): string | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return "must begin with https:// or http://";
  if (parsed.username || parsed.password) return "must not hold a password; name its variable in keyEnv";
  if (parsed.search || parsed.hash) return "must not hold ? or #";
  const host = bareHost(parsed);
  if (parsed.protocol === "http:" && isIP(host) && !isPrivate(host)) {
    return "must begin with https://, because its address is not in a private network";
  }
  return undefined;
}

/** A URL without `addressProblem`. */
export function addressOf(url: string): Address {
  const parsed = new URL(url);
  const host = bareHost(parsed);
  return {
    base: `${parsed.origin}${parsed.pathname.replace(/\/+$/, "").replace(/\/v1$/, "")}`,
    host: parsed.host,
    isLoopback: isLoopback(host),
    isPlain: parsed.protocol === "http:",
  };
}

/** Whether a host is this machine and nothing else. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || isIn(loopback, host);
}

/** Whether an IP address belongs to this machine or to a network that is not the internet. */
export function isPrivate(ip: string): boolean {
  return isIn(loopback, ip) || isIn(privateNetworks, ip);
}

const loopback = networks([
  ["127.0.0.0", 8],
  ["::1", 128],
]);

/** RFC 1918, link-local, RFC 6598 (as in VPNs) and unique local addresses. */
const privateNetworks = networks([
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["169.254.0.0", 16],
  ["100.64.0.0", 10],
  ["fc00::", 7],
  ["fe80::", 10],
]);

function networks(subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of subnets) list.addSubnet(address, prefix, family(address));
  return list;
}

function isIn(list: BlockList, ip: string): boolean {
  return isIP(ip) !== 0 && list.check(ip, family(ip));
}

function family(ip: string): "ipv4" | "ipv6" {
  return isIP(ip) === 6 ? "ipv6" : "ipv4";
}

/** IPv6 addresses stand in brackets in a URL. */
function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "");
}

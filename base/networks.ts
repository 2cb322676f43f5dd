import { BlockList, isIP } from "node:net";
import { once } from "./once.ts";

/** True if a host, a name or an IP address, is this machine and nothing else. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || isIn(loopback(), host);
}

/** True if an IP address belongs to this machine or to a network that is not the internet. */
export function isPrivate(ip: string): boolean {
  return isIn(loopback(), ip) || isIn(privateNetworks(), ip);
}

/** The name or IP address of a URL's host. In a URL an IPv6 address stands in brackets, here it does not. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "");
}

const loopback = once(() =>
  networks([
    ["127.0.0.0", 8],
    ["::1", 128],
  ]),
);

/** RFC 1918, link-local, RFC 6598 (as in VPNs) and unique local addresses. */
const privateNetworks = once(() =>
  networks([
    ["10.0.0.0", 8],
    ["172.16.0.0", 12],
    ["192.168.0.0", 16],
    ["169.254.0.0", 16],
    ["100.64.0.0", 10],
    ["fc00::", 7],
    ["fe80::", 10],
  ]),
);

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

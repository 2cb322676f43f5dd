import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from "undici";
import { isPrivate } from "../../base/networks.ts";
import { EngineUnavailable } from "../engine.ts";
import type { Address } from "./address.ts";
import type { RemoteLimits } from "./limits.ts";

/** An answer whose body is still to be read. */
export type Response = Dispatcher.ResponseData;

/** Sends to one server. Loaded when a remote is first used: undici takes as long to load as a server to start. */
export type Transport = {
  readonly send: (url: string, options: Omit<Dispatcher.RequestOptions, "origin" | "path">) => Promise<Response>;
  readonly dispose: () => void;
};

/** Enough for parallel requests; a server's other clients want connections too. */
const mostConnections = 8;

export function openTransport(address: Address, limits: RemoteLimits): Transport {
  const dispatcher = dispatcherTo(address, limits);
  return {
    send: (url, options) => request(url, { ...options, dispatcher }),
    dispose: () => void dispatcher.destroy().catch(() => {}), // what was under way is told by its own error
  };
}

/** Plain HTTP stays in the private network, never by way of a proxy. Encrypted requests may take the user's proxy. */
function dispatcherTo({ isLoopback, isPlain }: Address, { connectMs, firstByteMs, stallMs }: RemoteLimits): Dispatcher {
  const limits = { headersTimeout: firstByteMs, bodyTimeout: stallMs, connections: mostConnections };
  if (isPlain || isLoopback) {
    return new Agent({ ...limits, connect: { timeout: connectMs, ...(isPlain ? { lookup: privateLookup } : {}) } });
  }
  return new EnvHttpProxyAgent({ ...limits, connect: { timeout: connectMs } });
}

/** A name that leads out of the private network is not connected to without encryption. */
const privateLookup: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const inside = addresses.filter(({ address }) => isPrivate(address));
    const outside = new EngineUnavailable(`${host} is not in a private network; its url must begin with https://`);
    if (inside.length === 0) return callback(outside, []);
    if (options.all) return callback(null, inside);
    callback(null, inside[0]?.address ?? "", inside[0]?.family);
  });
};

import { elementAt } from "../../base/at.ts";
import { hostOf, isLoopback } from "../../base/networks.ts";
import type { ModelPlace } from "../catalog/model.ts";
import { fileNames } from "./folders.ts";

const huggingFace = "https://huggingface.co";

/** Where files are asked for, and who is trusted with the user's token. */
export type Hubs = {
  /** Hugging Face-compatible hosts in the order in which they are tried. */
  readonly endpoints: readonly string[];
  readonly token: string | undefined;
  /** The token is sent to this one alone. */
  readonly tokenEndpoint: string;
};

/** `HF_ENDPOINT` stands in for Hugging Face; the user's mirrors are tried before either. Throws a sentence. */
export function hubs(mirrors: readonly string[], env: NodeJS.ProcessEnv): Hubs {
  const main = env.HF_ENDPOINT || huggingFace;
  const problem = downloadProblem(main);
  if (problem) throw new Error(`HF_ENDPOINT cannot be used: ${problem}`);
  const endpoints = [...mirrors, main].map((endpoint) => endpoint.replace(/\/+$/, ""));
  return { endpoints: [...new Set(endpoints)], token: env.HF_TOKEN || undefined, tokenEndpoint: main };
}

/** Every address of each of a model's files. The outer list has an entry for a file, the inner one for a mirror. */
export function addresses(place: ModelPlace, { endpoints }: Hubs): readonly (readonly string[])[] {
  if (place.kind === "path" || place.kind === "store") return [];
  const names = fileNames(place);
  if (place.kind === "url") return names.map((name) => [withPath(place.url, name)]);
  return names.map((name) => endpoints.map((endpoint) => `${endpoint}/${place.repository}/resolve/main/${name}`));
}

/** The query of an address, a signature say, is sent with the request for every part. */
function withPath(url: string, path: string): string {
  const address = new URL(url);
  address.pathname = path;
  return address.href;
}

/** The place that an address names, a page of Hugging Face being its file. Throws a sentence. */
export function placeOf(url: string): ModelPlace {
  const problem = downloadProblem(url);
  if (problem) throw new Error(problem);
  const { origin, pathname } = new URL(url);
  const hub = /^\/([\w.-]+\/[\w.-]+)\/(?:resolve|blob)\/main\/(.+)$/.exec(pathname);
  if (origin === huggingFace && hub) return { kind: "hub", repository: elementAt(hub, 1), file: elementAt(hub, 2) };
  return { kind: "url", url };
}

/** Tells why nothing is fetched from an address, or undefined if it may be. */
export function downloadProblem(url: string): string | undefined {
  if (!URL.canParse(url)) return `${url} is not an address`;
  const parsed = new URL(url);
  if (parsed.username || parsed.password) return "an address must not hold a password";
  if (parsed.protocol === "https:" || (parsed.protocol === "http:" && isLoopback(hostOf(parsed)))) return undefined;
  return `${url} is not fetched: only https addresses are, because others can be read and changed on the way`;
}

import { isObject } from "../../base/json.ts";
import { nonEmptyText, oneOf, type SettingCheck, wholeNumber } from "../../base/settingChecks.ts";
import { families } from "../families.ts";
import { serverUrlProblem } from "./address.ts";
import { type RemoteApiName, remoteApis } from "./apis.ts";

/** A server that answers in the place of a local model. */
export type RemoteSettings = {
  readonly api: RemoteApiName;
  /** Where it is, with or without `/v1` at the end. */
  readonly url: string;
  /** As the server names it; unnecessary where it has only one. */
  readonly model?: string;
  /** The environment variable that holds the key. */
  readonly keyEnv?: string;
  /** The program that prints the key, and its arguments; it is not run in a shell. */
  readonly keyCommand?: readonly string[];
  /**
   * The family in whose format the middle of a file is asked for. "suffix" is for a server that makes the prompt from
   * the field `suffix`. Without it the server only chats, except llama-server and vLLM, whose models tell their family.
   */
  readonly infill?: string;
  /** Where the server does not tell. */
  readonly contextTokens?: number;
};

/** By the names that `remote:NAME` refers to. */
export type Remotes = Readonly<Record<string, RemoteSettings>>;

const infillFormats = ["suffix", ...families.map(({ name }) => name)];

const checks: Readonly<Record<keyof RemoteSettings, SettingCheck>> = {
  api: oneOf(Object.keys(remoteApis)),
  url: (value) => nonEmptyText(value) ?? serverUrlProblem(value as string),
  model: nonEmptyText,
  keyEnv: (value) => (/^[A-Za-z_]\w*$/.test(String(value)) ? undefined : "must be the name of an environment variable"),
  keyCommand: (value) =>
    Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string")
      ? undefined
      : 'must be a program and its arguments, as in ["pass", "show", "key"]',
  infill: oneOf(infillFormats),
  contextTokens: wholeNumber(256),
};

const required: readonly (keyof RemoteSettings)[] = ["api", "url"];

/** The fault of the setting `remotes`, as words behind its name; undefined if it may be taken. */
export function remotesProblem(value: unknown): string | undefined {
  if (!isObject(value)) return "must be an object with a server for each name";
  for (const [name, server] of Object.entries(value)) {
    const problem = serverProblem(server);
    if (problem) return `holds "${name}", which ${problem}`;
  }
  return undefined;
}

function serverProblem(server: unknown): string | undefined {
  if (!isObject(server)) return "must be an object";
  for (const key of required) if (!Object.hasOwn(server, key)) return `lacks ${key}`;
  for (const [key, value] of Object.entries(server)) {
    const check = Object.hasOwn(checks, key) ? checks[key as keyof RemoteSettings] : undefined;
    if (!check) return `has ${key}, which is no setting of a server; there are ${Object.keys(checks).join(", ")}`;
    const problem = check(value);
    if (problem) return `has a ${key} that ${problem}`;
  }
  if (server.keyEnv !== undefined && server.keyCommand !== undefined) return "has keyEnv and keyCommand; one is enough";
  return undefined;
}

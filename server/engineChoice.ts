import type { HostSettings } from "../models/protocol.ts";
import type { RemoteRole } from "../models/remote/remoteEngine.ts";
import type { RemoteSettings } from "../models/remote/settings.ts";
import { type Config, chatSettings, hostSettings } from "./config.ts";

/** A server that a setting names, and for what. `server` is undefined where the setting `remotes` has no such name. */
type RemoteChoice = {
  readonly remote: string;
  readonly role: RemoteRole;
  readonly server: RemoteSettings | undefined;
};

/** What a role is filled with: a host for a local model, or a server. */
export type EngineChoice = HostSettings | RemoteChoice;

/** What writes at cursors. */
export function completionChoice(config: Config): EngineChoice {
  return remoteChoice(config.model, config, "completion") ?? hostSettings(config);
}

/** What answers conversations; undefined where that is what writes at cursors. */
export function chatChoice(config: Config): EngineChoice | undefined {
  if (config.chat.model === config.model) return undefined;
  const remote = remoteChoice(config.chat.model, config, "chat");
  if (remote) return remote;
  return config.chat.model === "same" ? undefined : chatSettings(config);
}

/** What hard tasks are given to on demand; undefined where the user configured nothing for that. */
export function bigChoice(config: Config): RemoteChoice | undefined {
  return remoteChoice(config.actions.big, config, "chat");
}

function remoteChoice(setting: string, { remotes }: Config, role: RemoteRole): RemoteChoice | undefined {
  const remote = /^remote:(.+)$/.exec(setting)?.[1];
  if (remote === undefined) return undefined;
  return { remote, role, server: Object.hasOwn(remotes, remote) ? remotes[remote] : undefined };
}

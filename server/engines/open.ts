import type { Engine } from "../../models/engine.ts";
import { EngineClient } from "../../models/local/client.ts";
import type { Counts } from "../../models/local/protocol.ts";
import { RemoteEngine } from "../../models/remote/remoteEngine.ts";
import { UnavailableEngine } from "../../models/unavailable.ts";
import type { EngineChoice } from "./choice.ts";
import { MemoryEngine } from "./memoryEngine.ts";

/** The client that opens an engine. */
type EngineUser = {
  /** As a host's report names its clients. */
  readonly name: string;
  readonly log: (message: string) => void;
  /** Gets the sentences that a person should read: what leaves the machine, before it does. */
  readonly tell: (sentence: string) => void;
  /** The fate of this user's suggestions. */
  readonly counts?: () => Counts;
};

/** The engine for a choice, not yet started. */
export function openEngine(choice: EngineChoice, { name, log, tell, counts }: EngineUser): Engine {
  if ("memory" in choice) return new MemoryEngine();
  if ("unknown" in choice) return new UnavailableEngine(unknownModel(choice.unknown));
  if (!("remote" in choice)) return new EngineClient(choice, name, log, counts);
  const { remote, role, server } = choice;
  if (server) return new RemoteEngine({ name: remote, settings: server, role, log, tell });
  return new UnavailableEngine(`hearth.remotes names no "${remote}"; add it to the user's config.json`);
}

/** Advice about a setting that names no model, in a sentence without its end. */
function unknownModel(setting: string): string {
  return `there is no model with the id ${setting}; hearth models lists them, and a file is named by its path`;
}

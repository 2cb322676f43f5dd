import { existsSync, statSync } from "node:fs";
import { CancellationToken } from "vscode-languageserver";
import type { Engine, LoadedModel } from "../../models/engine.ts";
import { whenReady } from "../../models/whenReady.ts";
import type { Config } from "../config/config.ts";
import { readUserConfig } from "../config/file.ts";
import { isPath } from "../config/paths.ts";
import { completionChoice, type EngineChoice } from "../engines/choice.ts";
import { openEngine } from "../engines/open.ts";
import { CommandError } from "./command.ts";

/**
 * The user's configuration with the model named on the command line; what is wrong in it is said on stderr. Throws a
 * CommandError where that is a file that is not there, or a folder, which the host takes for another one whenever
 * something is written into it.
 */
export function commandConfig(model: string | undefined): Config {
  const { config, problems } = readUserConfig();
  for (const problem of problems) process.stderr.write(`hearth: ${problem}\n`);
  if (model === undefined) return config;
  const named = { ...config, model };
  const choice = completionChoice(named);
  if (isPath(model) && "model" in choice) {
    if (!existsSync(choice.model)) throw new CommandError(`there is no file ${model}`);
    if (statSync(choice.model).isDirectory()) throw new CommandError(`${model} is a folder, not a model`);
  }
  return named;
}

/** The same, where that model shall answer conversations, too. */
export function answeringConfig(model: string | undefined): Config {
  const config = commandConfig(model);
  return model === undefined ? config : { ...config, chat: { ...config.chat, model: "same" } };
}

/** The engine with the configured model loaded. Throws a CommandError that says why there is none. */
export function readyEngine(config: Config): Promise<{ engine: Engine; model: LoadedModel }> {
  return loadedEngine(completionChoice(config));
}

/** The same for any choice. */
export async function loadedEngine(choice: EngineChoice): Promise<{ engine: Engine; model: LoadedModel }> {
  let lastLog = "";
  const engine = openEngine(choice, {
    name: "hearth command",
    log: (message) => {
      lastLog = message;
    },
    tell: (sentence) => process.stderr.write(`hearth: ${sentence}\n`),
  });
  const outcome = await whenReady(engine, CancellationToken.None);
  if (outcome.state === "ready") return { engine, model: outcome.model };
  engine.dispose();
  const why = `the engine host ended while it loaded the model (${lastLog})`;
  throw new CommandError(outcome.state === "ended" ? why : outcome.message);
}

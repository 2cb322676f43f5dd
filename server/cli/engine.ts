import type { Engine, LoadedModel } from "../../models/engine.ts";
import type { Config } from "../config/config.ts";
import { readUserConfig } from "../config/file.ts";
import { completionChoice, type EngineChoice } from "../engines/choice.ts";
import { openEngine } from "../engines/open.ts";
import { CommandError } from "./command.ts";

/** The user's configuration with the model named on the command line; what is wrong in it is said on stderr. */
export function commandConfig(model: string | undefined): Config {
  const { config, problems } = readUserConfig();
  for (const problem of problems) process.stderr.write(`hearth: ${problem}\n`);
  return model === undefined ? config : { ...config, model };
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
  const model = await new Promise<LoadedModel>((resolve, reject) => {
    const fail = (sentence: string) => reject(new CommandError(sentence));
    engine.onStatus((status) => {
      if (status.state === "ready") resolve(status.model);
      if (status.state === "failed") fail(status.message);
      if (status.state === "off") fail(`the engine host ended while it loaded the model (${lastLog})`);
    });
    engine.start();
  }).catch((error) => {
    engine.dispose();
    throw error;
  });
  return { engine, model };
}

import { errorText } from "../../base/errorText.ts";
import type { LoadedModel } from "../engine.ts";
import type { HostSettings } from "../local/protocol.ts";
import { type Abilities, abilitiesOf } from "./abilities.ts";
import { charactersPerToken } from "./density.ts";
import { Generator } from "./generator.ts";
import { type OpenModel, openModel } from "./llama.ts";
import { modelProblem } from "./modelProblem.ts";
import { ensureRoomBesideOthers, NoRoom } from "./room.ts";
import { Sequences } from "./sequences.ts";
import { HostWork } from "./work.ts";

/** A model in memory that can do what it is wanted for. */
export type UsableModel = Pick<Abilities, "chatPrompt"> & {
  readonly work: HostWork;
  /** As clients are told of it. */
  readonly loaded: LoadedModel;
  readonly vramBytes: OpenModel["vramBytes"];
};

/** Why there is none, as a sentence; with `neededBytes` if all that is wrong is that others fill the memory. */
export type Unusable = { readonly problem: string; readonly neededBytes?: number };

type LogMessage = (message: string) => void;

/** Loads the model of the settings. One that cannot be loaded is told, and no crash. `onProgress` gets 0 to 1. */
export async function usableModel(
  settings: HostSettings,
  onProgress: (progress: number) => void,
  log: LogMessage,
): Promise<UsableModel | Unusable> {
  const { model: path, role } = settings;
  const onEstimate = role === "chat" ? ensureRoomBesideOthers : undefined;
  try {
    return await usable(await openModel(settings, inSteps(onProgress), log, onEstimate), settings, log);
  } catch (error) {
    log(`loading ${path} failed: ${errorText(error)}`);
    if (!(error instanceof NoRoom)) return { problem: modelProblem(path, error) };
    return { problem: `${path} is not loaded: ${error.message}`, neededBytes: error.neededBytes };
  }
}

async function usable(model: OpenModel, settings: HostSettings, log: LogMessage): Promise<UsableModel | Unusable> {
  const abilities = abilitiesOf(model, settings, log);
  if (typeof abilities === "string") {
    // Nobody can ask it anything, and the host lives as long as its clients.
    await model.dispose();
    return { problem: abilities };
  }
  const { family, chatPrompt } = abilities;
  const {
    vocabulary,
    contextTokens,
    batchTokens,
    useAllCores,
    gpu,
    gpuLayers,
    totalLayers,
    threads,
    weightBytes,
    memoryBytes,
    compromise,
  } = model;
  if (compromise) log(compromise);
  const sequences = new Sequences(model.editSequences, model.openActionSequence);
  const loaded: LoadedModel = {
    path: settings.model,
    name: model.description.name,
    family,
    chat: chatPrompt !== undefined,
    contextTokens,
    charactersPerToken: charactersPerToken(vocabulary),
    gpu,
    gpuLayers,
    totalLayers,
    threads,
    weightBytes,
    memoryBytes,
    compromise,
  };
  const means = { useAllCores, steadyTokensPerSecond: settings.steadyTokensPerSecond };
  const work = new HostWork(new Generator(vocabulary, sequences, contextTokens, batchTokens, means));
  return { chatPrompt, work, loaded, vramBytes: model.vramBytes };
}

/** Every client hears of each step. */
function inSteps(onProgress: (progress: number) => void): (progress: number) => void {
  let reported = 0;
  return (progress) => {
    if (progress - reported < 0.05) return;
    reported = progress;
    onProgress(progress);
  };
}

import { statfs } from "node:fs/promises";
import { homedir } from "node:os";
import type { Candidate, ModelProposal } from "../../../models/catalog/propose.ts";
import { installed } from "../../../models/files/caches.ts";
import type { Config } from "../../config/config.ts";
import { readUserConfig, userConfigPath } from "../../config/file.ts";
import { setUserConfig } from "../../config/write.ts";
import { chatSettings, hostSettings } from "../../engines/hostSettings.ts";
import { CommandError, command, type Io, print, printJson } from "../command.ts";
import { confirm } from "../confirm.ts";
import { editorHints } from "../editorHints.ts";
import { thisMachine } from "../machine.ts";
import { pulled } from "../models/pull.ts";
import { bytesToCome, chosen, modelsOf } from "../setup/choice.ts";
import { page } from "../setup/page.ts";
import { size } from "../sizes.ts";
import { describeTrial, type Trial, trial } from "../trial.ts";

export const setupCommand = command({
  usage: "setup [--completion MODEL] [--chat MODEL|same|none] [--download] [--yes] [--dry-run] [--json]",
  summary: "Finds the models that fit this machine, downloads them on a yes, tries them and configures editors.",
  details: `
  --completion MODEL        what completes code, instead of what is proposed; hearth models lists what there is
  --chat MODEL|same|none    what follows instructions: another model, the same one, or none
  --download                proposes the best for this machine, even where another is here already
  --yes                     downloads and configures without asking
  --dry-run                 only proposes
  --json                    {machine, completion, chat, caveats, trials}; without --yes it only proposes

What is here already is proposed first: models of Ollama, LM Studio, llama.cpp and Hugging Face's cache are used where
they lie. Nothing is downloaded before you say yes, and nothing but the models that are shown.`,
  options: {
    completion: { type: "string" },
    chat: { type: "string" },
    download: { type: "boolean" },
    yes: { type: "boolean" },
    "dry-run": { type: "boolean" },
    json: { type: "boolean" },
  },
  most: 0,
  run: async (
    { completion, chat, download, yes = false, "dry-run": dryRun = false, json = false },
    _positionals,
    io,
  ) => {
    const { config, problems } = readUserConfig();
    for (const problem of problems) io.stderr.write(`hearth: ${problem}\n`);
    const machine = await thisMachine(config);
    const choice = await chosen({ completion, chat, download }, machine);
    if (!json) print(io, page(machine, choice));
    const agreed = !dryRun && (yes || (!json && (await agreement(choice, io))));
    const trials = agreed ? await carryOut(choice, config, json ? quiet(io) : io) : null;
    if (json) printJson(io, { machine, ...choice, trials });
  },
});

async function agreement(choice: ModelProposal, io: Io): Promise<boolean> {
  const isHere = modelsOf(choice).every(({ model }) => installed(model));
  const answer = await confirm(isHere ? "Try it and use it?" : "Download what is missing, try it and use it?");
  if (!answer) print(io, `Nothing was changed.${answer === undefined ? " hearth setup --yes goes ahead." : ""}`);
  return answer ?? false;
}

/** Downloads, tries, and only then configures: what does not work here is not what editors are told to use. */
async function carryOut(choice: ModelProposal, config: Config, io: Io): Promise<Trial[]> {
  const models = modelsOf(choice);
  await checkRoomForAll(models);
  for (const { model } of models) await pulled(model, io);
  const values = {
    model: choice.completion.model.id,
    "chat.model": choice.chat && choice.chat !== "same" ? choice.chat.model.id : "same",
  };
  const future = { ...config, model: values.model, chat: { model: values["chat.model"] } };
  const trials: Trial[] = [];
  for (const settings of [hostSettings(future), chatSettings(future)]) {
    if (!settings) continue;
    const tried = await trial(settings);
    print(io, `${tried.model.name} works: ${describeTrial(tried)}.`);
    trials.push(tried);
  }
  await setUserConfig(values);
  print(io, `Every editor uses them from now on (${userConfigPath()}).\n\n${editorHints().join("\n")}`);
  return trials;
}

/** Two downloads of which the second does not fit are no use. Each is checked again when its size is known for sure. */
async function checkRoomForAll(models: readonly Candidate[]): Promise<void> {
  const bytes = bytesToCome(models);
  const { bavail, bsize } = await statfs(homedir());
  if (bytes > bavail * bsize) {
    throw new CommandError(`${size(bytes)} are to come and ${size(bavail * bsize)} are free in ${homedir()}`);
  }
}

/** Text for a person goes to stderr where stdout is for a script. */
function quiet({ stderr }: Io): Io {
  return { stdout: stderr, stderr };
}

import { existsSync } from "node:fs";
import { toldFile } from "../../base/told.ts";
import { writeAtomically } from "../../base/writeAtomically.ts";
import type { Machine } from "../../models/catalog/machine.ts";
import type { ModelProposal } from "../../models/catalog/propose.ts";
import type { Config } from "../config/config.ts";
import { CommandError, type Io } from "./command.ts";
import { thisMachine } from "./machine.ts";
import { bytesToCome, chosen, modelsOf } from "./setup/choice.ts";
import { size } from "./sizes.ts";

/**
 * Whoever first sees the embedded model at work, on a terminal, is told once what one command would get. `machine` looks
 * at this machine, which takes a second or two: the answer is printed by then.
 */
export async function tellOfSetup(
  config: Config,
  io: Io,
  machine: () => Promise<Machine> = () => thisMachine(config),
): Promise<void> {
  const told = toldFile("setup");
  if (!io.stderr.isTTY || config.model !== "embedded" || existsSync(told)) return;
  const proposal = await chosen({}, await machine()).catch((error) => {
    if (error instanceof CommandError) return undefined; // nothing fits: the embedded model is the best there is
    throw error;
  });
  if (proposal) io.stderr.write(`${weak}\n${sentence(proposal)}\n`);
  await writeAtomically(told, "").catch(() => {}); // it is told again then
}

const weak = "\nhearth: this was the model that comes with Hearth: it has 5 million parameters, and is weak.";

function sentence(proposal: ModelProposal): string {
  const models = modelsOf(proposal);
  const names = models.map(({ model }) => model.id).join(" and ");
  const roles = proposal.chat === null ? "completes" : "completes, explains and changes code";
  const bytes = bytesToCome(models);
  const from = bytes === 0 ? "which is on this machine already" : `${size(bytes)} to download, after your yes`;
  return `hearth: hearth setup gets one that ${roles}, chosen for this machine: ${names} (${from}).`;
}

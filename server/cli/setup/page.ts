import type { Machine } from "../../../models/catalog/machine.ts";
import { weightBytes } from "../../../models/catalog/memory.ts";
import type { Candidate, ModelProposal } from "../../../models/catalog/propose.ts";
import { installed } from "../../../models/files/caches.ts";
import type { MachineReport } from "../../../models/host/inspect/inspect.ts";
import { describeMachine } from "../machine.ts";
import { aligned, size } from "../sizes.ts";
import { bytesToCome, type Choice, modelsOf } from "./choice.ts";

/**
 * The page that a person reads before they agree. It shows the machine, the models, and what is to be expected of them.
 */
export function page(machine: Machine & MachineReport, { completion, chat, caveats, better }: Choice): string {
  const rows = [row("completion", completion), ...chatRows(chat)];
  return [
    `This machine: ${describeMachine(machine)}.`,
    ...(machine.bytesPerSecond === null ? [] : [measured(machine.bytesPerSecond, machine.isBusy)]),
    "",
    ...aligned(rows),
    "",
    ...caveats,
    ...(better ? [download(better)] : []),
    "Sizes with ~ and speeds are estimates; what is downloaded is compared with its hash, and then tried.",
  ].join("\n");
}

/** What this machine could have instead of what is here. */
function download(proposal: ModelProposal): string {
  const models = modelsOf(proposal);
  const names = models.map(({ model }) => model.id).join(" and ");
  return `What is here comes first. hearth setup --download would get ${names} instead (~${size(bytesToCome(models))}).`;
}

function measured(bytesPerSecond: number, isBusy: boolean): string {
  const caution = isBusy ? "; other programs are busy, so it can do more" : "";
  return `Its processor reads ${size(bytesPerSecond)} of memory in a second (just measured${caution}).`;
}

function chatRows(chat: ModelProposal["chat"]): string[][] {
  if (chat === null) return [["chat", "none"]];
  return chat === "same" ? [["chat", "the same model"]] : [row("chat", chat)];
}

function row(role: string, { model, in: where, memoryBytes, tokensPerSecond }: Candidate): string[] {
  const weights = weightBytes(model);
  const present = installed(model);
  const download =
    weights === null ? "a download of unknown size" : `${model.bytes === null ? "~" : ""}${size(weights)} to download`;
  const memory =
    memoryBytes === null ? "memory unknown" : `~${size(memoryBytes)} of ${where === "gpu" ? "GPU memory" : "memory"}`;
  const speed = where === "gpu" ? "on the GPU" : `about ${Math.round(tokensPerSecond ?? 0)} tokens a second`;
  return [role, model.id, model.licence, present ? `here (${present.origin})` : download, memory, speed];
}

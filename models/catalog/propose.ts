import { type Machine, room } from "./machine.ts";
import { neededMemoryBytes, tokensPerSecond, usualUse } from "./memory.ts";
import { type CatalogModel, serves } from "./model.ts";
import type { Memory, Plan } from "./plans.ts";

/** A model with what it would take and give on a machine. */
export type Candidate = {
  readonly model: CatalogModel;
  readonly in: Memory;
  /** Null where the model's size is not known. */
  readonly memoryBytes: number | null;
  /** An estimate for the processor; null on a GPU, whose speed nobody measured. */
  readonly tokensPerSecond: number | null;
};

export type ModelProposal = {
  readonly completion: Candidate;
  readonly chat: Candidate | "same" | null;
  /** Sentences for a person to know before agreeing. */
  readonly caveats: readonly string[];
};

/** Slower than this, suggestions come after the thought. */
const typingTokensPerSecond = 10;
/** Slower than this, nobody waits for an action. */
const actionTokensPerSecond = 3;

/** The first plan that fits a machine, or undefined where none does. */
export function proposeModels(
  machine: Machine,
  catalog: readonly CatalogModel[],
  plans: readonly Plan[],
): ModelProposal | undefined {
  const proposals = plans.map((plan) => resolve(plan, machine, catalog)).filter((proposal) => proposal !== undefined);
  const fitting = proposals.filter((proposal) => fits(proposal, machine));
  // A slow machine is offered what is quickest on it, with a warning, rather than nothing.
  const chosen = fitting.find(isQuickEnough) ?? fitting.at(-1);
  return chosen && { ...chosen, caveats: caveats(chosen, machine) };
}

/** A model's part: everything, or its part beside another. */
type Job = "all" | "completion" | "chat";

/** A model as it would run on a machine. It runs where it is told to, or in the GPU's memory if it fits there. */
export function candidate(model: CatalogModel, job: Job, machine: Machine, where?: Memory): Candidate {
  const onGpu = neededMemoryBytes(model, usualUse(job, "gpu"));
  const chosen = where ?? (machine.gpu && (onGpu ?? Infinity) <= room(machine).gpu ? "gpu" : "ram");
  const { bytesPerSecond } = machine;
  return {
    model,
    in: chosen,
    memoryBytes: neededMemoryBytes(model, usualUse(job, chosen)),
    tokensPerSecond: chosen === "gpu" || bytesPerSecond === null ? null : tokensPerSecond(model, bytesPerSecond),
  };
}

/** Sentences for a person about models that they chose or that are proposed. */
export function caveats({ completion, chat }: Omit<ModelProposal, "caveats">, machine: Machine): string[] {
  const models = [completion, ...(chat && chat !== "same" ? [chat] : [])];
  const sentences = models.flatMap(({ model }) => [
    ...(model.open ? [] : [`${model.id} is not under an open licence (${model.licence}): ${model.notes}.`]),
  ]);
  if (completion.model.unfitForTyping)
    sentences.push(`${completion.model.id} is unfit for typing: ${completion.model.notes}.`);
  if (!fits({ completion, chat }, machine))
    sentences.push("It needs more memory than this machine has beside a desktop.");
  if (completion.in === "ram") sentences.push(...processorCaveats(completion));
  if (chat && chat !== "same" && chat.in === "ram" && !machine.gpu?.unified) {
    sentences.push("Actions run on the processor: they take tens of seconds, and typing goes before them.");
  }
  if (chat === null)
    sentences.push("No model that follows instructions is small and quick enough for this machine beside it.");
  return sentences;
}

function processorCaveats({ tokensPerSecond: speed }: Candidate): string[] {
  const honest = "Without a GPU the first suggestion in a file takes seconds, those after it about one.";
  if (speed !== null && speed < typingTokensPerSecond) {
    return [honest, "This processor's memory is slow: suggestions may come later than you type."];
  }
  return [honest];
}

function resolve(
  plan: Plan,
  machine: Machine,
  catalog: readonly CatalogModel[],
): Omit<ModelProposal, "caveats"> | undefined {
  const named = (id: string, role: "completion" | "chat") =>
    catalog.find((model) => model.id === id && serves(model, role) && model.open);
  const completion = named(plan.completion.id, "completion");
  if (!completion) return undefined;
  const job = plan.chat === "same" ? "all" : "completion";
  const chosen = candidate(completion, job, machine, plan.completion.in);
  if (plan.chat === null || plan.chat === "same") return { completion: chosen, chat: plan.chat };
  const chat = named(plan.chat.id, "chat");
  return chat && { completion: chosen, chat: candidate(chat, "chat", machine, plan.chat.in) };
}

/** True if a pair leaves a machine's desktop its room. */
export function fits({ completion, chat }: Omit<ModelProposal, "caveats">, machine: Machine): boolean {
  const models = [completion, ...(chat && chat !== "same" ? [chat] : [])];
  const taken = (where: Memory) =>
    models.filter((each) => each.in === where).reduce((sum, each) => sum + (each.memoryBytes ?? Infinity), 0);
  const free = room(machine);
  // Shared memory is one room with two doors.
  if (machine.gpu?.unified) return taken("gpu") + taken("ram") <= free.gpu;
  return taken("gpu") <= free.gpu && taken("ram") <= free.ram;
}

/** True if nobody has to wait for it longer than they would; a GPU is taken to be quick. */
export function isQuickEnough({ completion, chat }: Omit<ModelProposal, "caveats">): boolean {
  const speed = ({ tokensPerSecond: measured }: Candidate) => measured ?? Infinity;
  if (speed(completion) < typingTokensPerSecond) return false;
  return !chat || chat === "same" || speed(chat) >= actionTokensPerSecond;
}

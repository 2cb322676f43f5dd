import type { Machine } from "./machine.ts";
import { type CatalogModel, serves } from "./model.ts";
import type { Memory } from "./plans.ts";
import { type Candidate, candidate, fits, isQuickEnough, type ModelProposal } from "./propose.ts";

type Pair = Pick<ModelProposal, "completion" | "chat">;

/** Larger ones read the prompt of each new place for many seconds on a processor. */
const mostParametersOnProcessor = 2e9;

/**
 * The best pair of models that are on this machine already; undefined where none completes code well on it. A pair that
 * also converses comes first, then one that completes on the GPU, then the larger models.
 */
export function proposeHere(here: readonly CatalogModel[], machine: Machine): Pair | undefined {
  const completions = here.filter((model) => serves(model, "completion") && model.family && !model.unfitForTyping);
  const pairs = completions.flatMap((model) => [
    ...(model.role === "both" ? places(machine).map((place) => alone(model, "same", machine, place)) : []),
    ...places(machine).map((place) => alone(model, null, machine, place)),
    ...here.filter((chat) => serves(chat, "chat")).flatMap((chat) => beside(model, chat, machine)),
  ]);
  return pairs.filter((pair) => isFit(pair, machine)).sort(betterFirst)[0];
}

/** The best model here that converses beside one that is still to come; undefined where none has room. */
export function chatHere(
  here: readonly CatalogModel[],
  completion: Candidate,
  machine: Machine,
): Candidate | undefined {
  const chats = here.filter((model) => serves(model, "chat"));
  const pairs = chats.flatMap((model) =>
    places(machine).map((place) => ({ completion, chat: candidate(model, "chat", machine, place) })),
  );
  return pairs.filter((pair) => fits(pair, machine) && isQuickEnough(pair)).sort(betterFirst)[0]?.chat;
}

function places({ gpu }: Machine): readonly Memory[] {
  return gpu ? ["gpu", "ram"] : ["ram"];
}

function alone(model: CatalogModel, chat: "same" | null, machine: Machine, place: Memory): Pair {
  return { completion: candidate(model, chat === "same" ? "all" : "completion", machine, place), chat };
}

function beside(model: CatalogModel, chat: CatalogModel, machine: Machine): readonly Pair[] {
  if (model.id === chat.id) return [];
  return places(machine).flatMap((place) =>
    places(machine).map((other) => ({
      completion: candidate(model, "completion", machine, place),
      chat: candidate(chat, "chat", machine, other),
    })),
  );
}

function isFit(pair: Pair, machine: Machine): boolean {
  const { model, in: where } = pair.completion;
  const isRead = where === "gpu" || (model.activeParameters ?? model.parameters) <= mostParametersOnProcessor;
  return isRead && fits(pair, machine) && isQuickEnough(pair);
}

/** What comes first when sorted. Of equal ones, two models suit their tasks better than one. */
function betterFirst(one: Pair, other: Pair): number {
  const [a, b] = [merits(one), merits(other)];
  const at = a.findIndex((merit, index) => merit !== b[index]);
  return at < 0 ? 0 : (b[at] ?? 0) - (a[at] ?? 0);
}

function merits({ completion, chat }: Pair): readonly number[] {
  const second = chat && chat !== "same" ? chat : undefined;
  return [
    chat ? 1 : 0,
    completion.in === "gpu" ? 1 : 0,
    completion.model.parameters,
    second ? 1 : 0,
    second?.model.parameters ?? 0,
    second?.in === "gpu" ? 1 : 0,
  ];
}

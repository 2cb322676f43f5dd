import type { Machine } from "../../../models/catalog/machine.ts";
import { weightBytes } from "../../../models/catalog/memory.ts";
import { type CatalogModel, serves } from "../../../models/catalog/model.ts";
import { plans } from "../../../models/catalog/plans.ts";
import {
  type Candidate,
  candidate,
  caveats,
  type ModelProposal,
  proposeModels,
} from "../../../models/catalog/propose.ts";
import { chatHere, proposeHere } from "../../../models/catalog/proposeHere.ts";
import { installed } from "../../../models/files/caches.ts";
import { knownModels } from "../../../models/files/userModels.ts";
import { CommandError } from "../command.ts";
import { describedModel, foundModels } from "../models/found.ts";

type Wishes = {
  readonly completion?: string | undefined;
  readonly chat?: string | undefined;
  /** What is here already is not preferred to what a download would bring. */
  readonly download?: boolean | undefined;
};

/** What is to be used, and what a download would bring instead, where that is something else. */
export type Choice = ModelProposal & { readonly better?: ModelProposal };

/** The user's wishes, then what is here, then what is to be downloaded. Throws a CommandError where nothing fits. */
export async function chosen(wishes: Wishes, machine: Machine): Promise<Choice> {
  const catalog = knownModels().models;
  const proposal = proposeModels(machine, catalog, plans);
  const here = wishes.download || wishes.completion ? [] : await modelsHere(catalog);
  if (!wishes.completion && !wishes.chat) {
    const found = fromHere(here, proposal, machine);
    if (found) return proposal && !isSame(found, proposal) ? { ...found, better: proposal } : found;
    if (proposal) return proposal;
  }
  const completion = wishes.completion
    ? await wished(wishes.completion, "completion")
    : (proposeHere(here, machine) ?? proposal)?.completion.model;
  if (!completion) {
    throw new CommandError(
      "no model of the catalogue leaves room for anything else on this machine; the embedded one works, and --completion MODEL takes another all the same",
    );
  }
  const chat = await chatModel(wishes, completion, proposal);
  const alone = candidate(completion, chat === "same" ? "all" : "completion", machine);
  const pair = { completion: alone, chat: chat && chat !== "same" ? candidate(chat, "chat", machine) : chat };
  return { ...pair, caveats: caveats(pair, machine) };
}

/** All that lies on this machine and can be used: what Hearth downloaded, what is the user's, what other programs have. */
async function modelsHere(catalog: readonly CatalogModel[]): Promise<readonly CatalogModel[]> {
  const found = (await foundModels()).filter(({ unfit }) => unfit === undefined).map(({ model }) => model);
  return [...catalog.filter((model) => installed(model)), ...found];
}

/** What is here, and beside a model that only converses what completes; undefined where nothing here is of use. */
function fromHere(
  here: readonly CatalogModel[],
  proposal: ModelProposal | undefined,
  machine: Machine,
): ModelProposal | undefined {
  const pair = proposeHere(here, machine);
  if (pair?.chat) return { ...pair, caveats: caveats(pair, machine) };
  if (pair) return { ...pair, caveats: [...caveats({ ...pair, chat: "same" }, machine), nobodyConverses] };
  const chat = proposal && chatHere(here, proposal.completion, machine);
  if (!proposal || !chat || proposal.chat === "same") return undefined;
  const beside = { completion: proposal.completion, chat };
  return { ...beside, caveats: caveats(beside, machine) };
}

const nobodyConverses =
  "No model that follows instructions is here and has room beside it: explanations and code actions need one.";

function isSame(one: ModelProposal, other: ModelProposal): boolean {
  const ids = (choice: ModelProposal) => modelsOf(choice).map(({ model }) => model.id);
  return ids(one).join() === ids(other).join();
}

/** The models of a choice, each once. */
export function modelsOf({ completion, chat }: ModelProposal): Candidate[] {
  return chat && chat !== "same" ? [completion, chat] : [completion];
}

/** How much a download of those that are not here would bring, as far as it is known. */
export function bytesToCome(models: readonly Candidate[]): number {
  const missing = models.filter(({ model }) => !installed(model));
  return missing.reduce((sum, { model }) => sum + (weightBytes(model) ?? 0), 0);
}

async function chatModel(
  { chat }: Wishes,
  completion: CatalogModel,
  proposal: ModelProposal | undefined,
): Promise<CatalogModel | "same" | null> {
  if (chat === "none") return null;
  if (chat === "same" || (chat === undefined && completion.role === "both")) return "same";
  if (chat !== undefined) return wished(chat, "chat");
  return proposal?.chat && proposal.chat !== "same" ? proposal.chat.model : null;
}

async function wished(id: string, role: "completion" | "chat"): Promise<CatalogModel> {
  const model = await describedModel(id);
  if (serves(model, role)) return model;
  throw new CommandError(
    `${id} was made for ${model.role}, not for ${role}; hearth models use ${id} --role ${role} takes it all the same`,
  );
}

import type { Machine } from "../../../models/catalog/machine.ts";
import { type CatalogModel, serves } from "../../../models/catalog/model.ts";
import { plans } from "../../../models/catalog/plans.ts";
import {
  type Candidate,
  candidate,
  caveats,
  type ModelProposal,
  proposeModels,
} from "../../../models/catalog/propose.ts";
import { knownModels } from "../../../models/files/userModels.ts";
import { CommandError } from "../command.ts";
import { modelsNamed } from "../models/verb.ts";

type Wishes = { readonly completion?: string | undefined; readonly chat?: string | undefined };

/** The user's wishes, and proposals for the rest. Throws a CommandError where nothing fits. */
export function chosen(wishes: Wishes, machine: Machine): ModelProposal {
  const proposal = proposeModels(machine, knownModels().models, plans);
  if (!wishes.completion && !wishes.chat && proposal) return proposal;
  const completion = wishes.completion ? wished(wishes.completion, "completion") : proposal?.completion.model;
  if (!completion) {
    throw new CommandError(
      "no model of the catalogue leaves room for anything else on this machine; the embedded one works, and --completion MODEL takes another all the same",
    );
  }
  const chat = chatModel(wishes, completion, proposal);
  const alone = candidate(completion, chat === "same" ? "all" : "completion", machine);
  const pair = { completion: alone, chat: chat && chat !== "same" ? candidate(chat, "chat", machine) : chat };
  return { ...pair, caveats: caveats(pair, machine) };
}

/** The models of a choice, each once. */
export function modelsOf({ completion, chat }: ModelProposal): Candidate[] {
  return chat && chat !== "same" ? [completion, chat] : [completion];
}

function chatModel(
  { chat }: Wishes,
  completion: CatalogModel,
  proposal: ModelProposal | undefined,
): CatalogModel | "same" | null {
  if (chat === "none") return null;
  if (chat === "same" || (chat === undefined && completion.role === "both")) return "same";
  if (chat !== undefined) return wished(chat, "chat");
  return proposal?.chat && proposal.chat !== "same" ? proposal.chat.model : null;
}

function wished(id: string, role: "completion" | "chat"): CatalogModel {
  const [model] = modelsNamed([id]) as [CatalogModel];
  if (serves(model, role)) return model;
  throw new CommandError(
    `${id} was made for ${model.role}, not for ${role}; hearth models use ${id} --role ${role} takes it all the same`,
  );
}

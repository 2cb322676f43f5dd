import { errorMessage } from "../../base/errorText.ts";
import type { ChatPrompt } from "../chat.ts";
import { familyNamed, familyOf, unknownFamily } from "../families.ts";
import type { ModelDescription, ModelFamily } from "../family.ts";
import type { HostSettings } from "../local/protocol.ts";
import type { Prompt } from "../prompt.ts";
import { chatTemplate } from "./chatTemplate.ts";
import type { OpenModel } from "./llama.ts";

/** A model is asked for one of these. */
export type Abilities = {
  /** Name of the family in which it fills in the middle; null if it does not. */
  readonly family: string | null;
  /** How it is told a conversation; undefined if it was not taught to hold any. */
  readonly chatPrompt: ((chat: ChatPrompt) => Prompt) | undefined;
};

type Model = Pick<OpenModel, "description" | "vocabulary" | "chat">;

/** The abilities of a model that it is wanted for; without any, the sentence that says why. */
export function abilitiesOf(
  model: Model,
  { family: wanted, role }: Pick<HostSettings, "family" | "role">,
  log: (message: string) => void,
): Abilities | string {
  const chatPrompt = chatPromptOf(model, log);
  if (role === "chat") {
    return chatPrompt ? { family: null, chatPrompt } : `${noChat(model.description.name)}; choose an instruct model`;
  }
  const family = familyFor(model.description, wanted);
  if (typeof family !== "string") return { family: family.name, chatPrompt };
  // A family that the user named must be the model's. It is a mistake otherwise, whatever else the model can do.
  if (!chatPrompt || wanted !== null) return family;
  log(`${family}; until then it answers conversations only`);
  return { family: null, chatPrompt };
}

/** The sentence for a conversation with a model that knows none. */
export function noChat(model: string): string {
  return `the model "${model}" was not taught to hold conversations`;
}

/** A template that cannot be used is none. */
function chatPromptOf({ chat, vocabulary }: Model, log: (message: string) => void): Abilities["chatPrompt"] {
  if (!chat) return undefined;
  try {
    return chatTemplate(chat, vocabulary.control.values());
  } catch (error) {
    log(`the model's chat template cannot be used: ${errorMessage(error)}`);
    return undefined;
  }
}

/** The family to ask the model in, or the sentence that says why there is none. */
function familyFor(description: ModelDescription, wanted: string | null): ModelFamily | string {
  const family = wanted === null ? familyOf(description) : familyNamed(wanted);
  if (!family) return unknownFamily(description);
  const missing = family.tokens.filter((token) => !description.hasToken(token));
  if (missing.length === 0) return family;
  return `the model "${description.name}" lacks the token ${missing[0]} of the family ${family.name}; set hearth.family to its real family or choose another model`;
}

import type { LoadedModel } from "../../engine.ts";
import type { Fields } from "../fields.ts";
import { messagesIn } from "./messages.ts";

/** For what a template puts around each message. */
const messageTokens = 8;

/** `POST /v1/messages/count_tokens`: an estimate, by the length of the texts. Throws Refusal. */
export function countTokens(body: Fields): (model: LoadedModel) => object {
  const said = messagesIn(body);
  const characters = said.reduce((length, { text }) => length + text.length, 0);
  return ({ charactersPerToken }) => ({
    input_tokens: Math.ceil(characters / charactersPerToken) + messageTokens * said.length,
  });
}

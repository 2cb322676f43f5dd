import type { LoadedModel } from "../../models/engine.ts";
import type { Fields } from "../fields.ts";
import { toolsText } from "../tools/toolTexts.ts";
import { saidIn } from "./messages.ts";

/** For what a template puts around each message. */
const messageTokens = 8;

/** `POST /v1/messages/count_tokens`: an estimate, by the length of the texts. Throws ApiRefusal. */
export function countTokens(body: Fields): (model: LoadedModel) => object {
  const { said, tools } = saidIn(body);
  const aboutTools = tools.tools.length > 0 ? toolsText(tools.tools, tools.mustCall) : "";
  const characters = said.reduce((length, { text }) => length + text.length, aboutTools.length);
  return ({ charactersPerToken }) => ({
    input_tokens: Math.ceil(characters / charactersPerToken) + messageTokens * said.length,
  });
}

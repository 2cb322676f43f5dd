import type { ChatPrompt } from "../models/chat.ts";
import type { LoadedModel } from "../models/engine.ts";
import type { UnderstoodRequest } from "./asked.ts";
import { type Fields, temperatureIn } from "./fields.ts";
import { ApiRefusal } from "./refusal.ts";
import type { AskedTools } from "./tools/askedTools.ts";

/** A conversation that was understood, in whatever API it was asked for. Throws ApiRefusal. */
export function chatAsked(
  body: Fields,
  prompt: ChatPrompt,
  { tools }: AskedTools,
  maxTokens: number,
  format: UnderstoodRequest["format"],
): UnderstoodRequest {
  const temperature = temperatureIn(body);
  return {
    role: "chat",
    isStreamed: body.stream === true,
    hasTools: tools.length > 0,
    request: (model) => {
      requireChat(model);
      return { prompt, maxTokens, temperature, priority: "guest" };
    },
    format,
  };
}

function requireChat({ chat, name }: LoadedModel): void {
  if (chat) return;
  throw new ApiRefusal(
    400,
    `the model ${name} only completes code; set hearth.chat.model to an instruction-tuned model`,
  );
}

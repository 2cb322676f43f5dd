import type { LoadedModel } from "../models/engine.ts";
import { countTokens } from "./anthropic/countTokens.ts";
import { messages } from "./anthropic/messages.ts";
import type { UnderstoodRequest } from "./asked.ts";
import type { Fields } from "./fields.ts";
import { listedModels } from "./listedModels.ts";
import { chatCompletions } from "./openAi/chatCompletions.ts";
import { completions } from "./openAi/completions.ts";
import { ApiRefusal, asAnthropic, asOpenAi, type ToldAs } from "./refusal.ts";

/** The endpoints under a path. Each throws ApiRefusal for a request that it does not understand. */
type Endpoint = { readonly toldAs: ToldAs } & (
  | { readonly generate: (body: Fields) => UnderstoodRequest }
  | { readonly tell: (models: readonly LoadedModel[]) => object }
  | { readonly count: (body: Fields) => (model: LoadedModel) => object }
);

const endpoints: Readonly<Record<string, Endpoint>> = {
  "GET /v1/models": { toldAs: asOpenAi, tell: listedModels },
  "POST /v1/completions": { toldAs: asOpenAi, generate: completions },
  "POST /v1/chat/completions": { toldAs: asOpenAi, generate: chatCompletions },
  "POST /v1/messages": { toldAs: asAnthropic, generate: messages },
  "POST /v1/messages/count_tokens": { toldAs: asAnthropic, count: countTokens },
};

/** Throws ApiRefusal where nothing is served. */
export function endpointOf(method: string | undefined, url: string | undefined): Endpoint {
  const path = (url ?? "").split("?", 1)[0];
  const endpoint = endpoints[`${method} ${path}`];
  if (endpoint) return endpoint;
  throw new ApiRefusal(404, `there are ${Object.keys(endpoints).join(", ")}`);
}

/** In whose form a problem is told, also of a path that is not served. */
export function toldAsFor(url: string | undefined): ToldAs {
  return url?.startsWith("/v1/messages") ? asAnthropic : asOpenAi;
}

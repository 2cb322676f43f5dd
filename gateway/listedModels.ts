import type { LoadedModel } from "../models/engine.ts";

/** `GET /v1/models`, with what clients of OpenAI's and of Anthropic's API look for. */
export function listedModels(models: readonly LoadedModel[]): object {
  const data = models
    .filter(({ name }, index) => models.findIndex((other) => other.name === name) === index)
    .map(({ name, contextTokens }) => ({
      id: name,
      object: "model",
      created: 0,
      owned_by: "hearth",
      max_model_len: contextTokens,
      type: "model",
      display_name: name,
      created_at: "1970-01-01T00:00:00Z",
    }));
  return { object: "list", data, has_more: false, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null };
}

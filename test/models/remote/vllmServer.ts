import { FaultyServer, type Heard, json, type Reply, said } from "./faultyServer.ts";

/** What vLLM 0.32 does with requests, as far as its clients depend on it. */
type Contract = {
  /** As older versions without `--scheduling-policy priority`. Later ones take a priority with and without it. */
  readonly refusesPriorities?: boolean;
  /** `/tokenize` can be reached: a proxy may let `/v1` pass alone. */
  readonly hasTokenizer?: boolean;
  readonly models?: readonly object[];
  /** Instead of an answer to a streamed completion. */
  readonly completion?: Reply;
};

const specials = [
  "<|endoftext|>",
  "<|fim_pad|>",
  "<|repo_name|>",
  "<|file_sep|>",
  "<|fim_prefix|>",
  "<|fim_suffix|>",
  "<|fim_middle|>",
  "<|im_end|>",
  "<tool_call>",
];
const firstSpecialId = 50_000;
const special = new RegExp(specials.map((text) => text.replaceAll("|", "\\|")).join("|"));

/** Control tokens where their texts stand, and a token for every other character. */
function textsOf(prompt: string): readonly string[] {
  const found = special.exec(prompt);
  if (!found) return [...prompt];
  const [text] = found;
  return [...prompt.slice(0, found.index), text, ...textsOf(prompt.slice(found.index + text.length))];
}

export const idOf = (text: string): number =>
  specials.includes(text) ? firstSpecialId + specials.indexOf(text) : (text.codePointAt(0) as number);

/** The ids of a prompt whose parts are texts and control tokens, as it should be sent. */
export const idsOf = (...parts: readonly string[]): readonly number[] =>
  parts.flatMap((part) => (specials.includes(part) ? [idOf(part)] : [...part].map(idOf)));

const refusal = (message: string): Reply => json({ error: { message, type: "BadRequestError", code: 400 } }, 400);

const bodyOf = ({ body }: Heard): Record<string, unknown> => JSON.parse(body);

/** A server that behaves as vLLM's documentation and its source say. */
export function vllmServer({
  refusesPriorities = false,
  hasTokenizer = true,
  models = [card("Qwen/Qwen2.5-Coder-7B")],
  completion,
}: Contract = {}): Promise<FaultyServer> {
  const tokenize: Reply = (response, heard) => {
    const { prompt, model } = bodyOf(heard);
    if (!models.some((each) => (each as { id: string }).id === model)) return json({}, 404)(response, heard);
    const texts = textsOf(String(prompt));
    json({
      count: texts.length,
      max_model_len: 4096,
      tokens: texts.map(idOf),
      token_strs: texts,
    })(response, heard);
  };
  const complete: Reply = (response, heard) => {
    const { priority = 0, suffix, stream, max_tokens } = bodyOf(heard);
    if (priority !== 0 && refusesPriorities) return refusal(noPriorities)(response, heard);
    if (suffix) return refusal("suffix is not currently supported")(response, heard);
    if (Number(max_tokens) < 1) return refusal("max_tokens must be at least 1, got 0.")(response, heard);
    if (stream) return (completion ?? answers)(response, heard);
    json({ choices: [{ text: "x", finish_reason: "length" }] })(response, heard);
  };
  return FaultyServer.listening({
    "/v1/models": json({ object: "list", data: models }),
    ...(hasTokenizer ? { "/tokenize": tokenize } : {}),
    "/v1/completions": complete,
    "/v1/chat/completions": complete,
  });
}

const noPriorities = "Got priority 1 but Priority scheduling is not enabled.";

/** An entry of `/v1/models`. */
export function card(id: string, root = id, parent: string | null = null): object {
  return {
    id,
    object: "model",
    owned_by: "vllm",
    root,
    parent,
    max_model_len: 4096,
  };
}

/** Two tokens, then how many of the prompt's stood in the cache. */
const answers: Reply = (response) => {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
  });
  const usage = {
    prompt_tokens: 40,
    completion_tokens: 2,
    prompt_tokens_details: { cached_tokens: 32 },
  };
  for (const event of [said("1, "), said("2", "stop"), { choices: [], usage }]) {
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  }
  response.end("data: [DONE]\n\n");
};

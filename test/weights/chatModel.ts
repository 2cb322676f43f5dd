import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { embeddedModel } from "../../server/engines/modelPath.ts";
import { type Metadata, type, withMetadata } from "../bench/lib/gguf.ts";

/** The template of Qwen2.5-Coder without its tools, which most models of the time have under other names. */
export const chatMl = [
  "{%- for message in messages -%}",
  "{{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' -}}",
  "{%- endfor -%}",
  "{%- if add_generation_prompt -%}{{- '<|im_start|>assistant\\n' -}}{%- endif -%}",
].join("\n");

/** Tokens that the embedded model does without take the names that the template needs. */
const renamed = new Map<unknown, string>([
  ["<|repo_name|>", "<|im_start|>"],
  ["<|fim_pad|>", "<|im_end|>"],
]);

/**
 * Writes a copy of the embedded model that can be given instructions, and returns its path. It fills in the middle as
 * well as ever, and what it answers is nonsense: it was taught code only. A name that does not begin with "hearth-"
 * makes it a model that only holds conversations.
 */
export function chatModel(folder: string, { template = chatMl, name = "hearth-chat" } = {}): string {
  const path = join(folder, `${name}.gguf`);
  writeFileSync(
    path,
    withMetadata(readFileSync(embeddedModel), (metadata) => {
      const changed = new Map(metadata);
      changed.set("general.name", { type: type.string, value: name });
      changed.set("tokenizer.chat_template", { type: type.string, value: template });
      changed.set("tokenizer.ggml.tokens", withNames(metadata));
      return changed;
    }),
  );
  return path;
}

function withNames(metadata: Metadata) {
  const tokens = metadata.get("tokenizer.ggml.tokens");
  if (!tokens || !("of" in tokens)) throw new Error("a model without tokens");
  return { ...tokens, value: tokens.value.map((token) => renamed.get(token) ?? token) };
}

import type { LlamaModel, Token as LlamaToken } from "node-llama-cpp";
import { families } from "../families.ts";
import { remembered } from "./remembered.ts";
import { spellings } from "./spelling.ts";
import type { Token, Vocabulary } from "./vocabulary.ts";

/** GGUF token types, from the GGUF specification's `tokenizer.ggml.token_type`. */
const controlType = 3;
const userDefinedType = 4;

/** `ids` has every token's text. */
export function llamaVocabulary(model: LlamaModel, ids: ReadonlyMap<string, number>): Vocabulary {
  const { ggml, chat_template: template = "" } = model.fileInfo.metadata.tokenizer;
  const types = ggml.token_type;
  const control = new Map<Token, string>();
  const known = new Set(families.flatMap((family) => [...family.tokens, ...family.stopTokens]));
  ggml.tokens.forEach((tokenText, id) => {
    const looksLikeOne = /^<[|｜[].*[|｜\]]>$/u.test(tokenText);
    const isUsedAsOne = /^[<[].+[>\]]$/u.test(tokenText) && template.includes(tokenText);
    const marker = types[id] === userDefinedType && (looksLikeOne || isUsedAsOne);
    if (types[id] === controlType || marker || known.has(tokenText)) control.set(id, tokenText);
  });
  // SentencePiece puts a blank before every piece of text; mid-file there must be none.
  const spaced = ggml.model === "llama";
  return {
    control,
    beginning: model.tokens.shouldPrependBosToken ? (model.tokens.bos ?? undefined) : undefined,
    tokenize: remembered((text) => model.tokenize(text, false, spaced ? "trimLeadingSpace" : undefined)),
    tokenOf: (tokenText) => ids.get(tokenText),
    isEnd: (token) => model.isEogToken(llamaToken(token)),
    spellings: spellings(ggml.tokens, ggml.model, new Set(control.keys())),
    detokenize: (tokens, before) => model.detokenize(llamaTokens(tokens), false, llamaTokens(before)),
  };
}

/** A token as node-llama-cpp brands it: all of ours come from it. */
export function llamaToken(token: Token): LlamaToken {
  return token as LlamaToken;
}

export function llamaTokens(tokens: readonly Token[]): LlamaToken[] {
  return tokens as LlamaToken[]; // node-llama-cpp does not write into it
}

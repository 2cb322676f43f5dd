/** Where a model is to run. */
export type Memory = "gpu" | "ram";

/** A pair of models that go together on a machine of some size. */
export type Plan = {
  readonly completion: { readonly id: string; readonly in: Memory };
  /** "same": the completion model answers actions, too. Null: there is no room for a model that could. */
  readonly chat: { readonly id: string; readonly in: Memory } | "same" | null;
};

/**
 * Pairs, the best first: the first that fits is proposed. Typing gets the GPU before actions do, since an action may
 * take its time. The sizes follow the tiers that llama.vim and llama.vscode recommend. They name a model that is not
 * open (Qwen2.5-Coder-3B). The 7B at four bits takes its place, which is little larger. Where two models have no room,
 * one that was taught to converse does both: Qwen's Instruct models still fill in the middle.
 */
export const plans: readonly Plan[] = [
  { completion: { id: "qwen3-coder-30b-q8", in: "gpu" }, chat: "same" },
  {
    completion: { id: "qwen2.5-coder-7b-q8", in: "gpu" },
    chat: { id: "qwen2.5-coder-14b-instruct-q4", in: "gpu" },
  },
  {
    completion: { id: "qwen2.5-coder-7b-q4", in: "gpu" },
    chat: { id: "qwen2.5-coder-7b-instruct-q4", in: "gpu" },
  },
  {
    completion: { id: "qwen2.5-coder-7b-q4", in: "gpu" },
    chat: { id: "qwen2.5-coder-7b-instruct-q4", in: "ram" },
  },
  { completion: { id: "qwen2.5-coder-7b-instruct-q4", in: "gpu" }, chat: "same" },
  {
    completion: { id: "qwen2.5-coder-1.5b-q8", in: "gpu" },
    chat: { id: "qwen2.5-coder-7b-instruct-q4", in: "ram" },
  },
  {
    completion: { id: "qwen2.5-coder-1.5b-q8", in: "gpu" },
    chat: { id: "qwen2.5-coder-1.5b-instruct-q4", in: "ram" },
  },
  { completion: { id: "qwen2.5-coder-1.5b-instruct-q4", in: "gpu" }, chat: "same" },
  { completion: { id: "qwen2.5-coder-1.5b-q8", in: "gpu" }, chat: null },
  {
    completion: { id: "qwen2.5-coder-1.5b-q8", in: "ram" },
    chat: { id: "qwen2.5-coder-7b-instruct-q4", in: "ram" },
  },
  {
    completion: { id: "qwen2.5-coder-1.5b-q8", in: "ram" },
    chat: { id: "qwen2.5-coder-1.5b-instruct-q4", in: "ram" },
  },
  { completion: { id: "qwen2.5-coder-1.5b-instruct-q4", in: "ram" }, chat: "same" },
  {
    completion: { id: "qwen2.5-coder-0.5b-q8", in: "ram" },
    chat: { id: "qwen2.5-coder-1.5b-instruct-q4", in: "ram" },
  },
  { completion: { id: "qwen2.5-coder-0.5b-q8", in: "ram" }, chat: null },
];

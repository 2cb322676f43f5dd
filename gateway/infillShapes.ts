/** The text before and behind a hole. */
export type TextAround = { readonly before: string; readonly after: string };

type Shape = {
  readonly marks: readonly [string, string] | readonly [string, string, string];
  readonly order: "prefix-suffix" | "suffix-prefix";
};

/** How editors write a fill-in-the-middle prompt as text, Zed's `prompt_format` for one. */
const shapes: readonly Shape[] = [
  { marks: ["<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"], order: "prefix-suffix" },
  { marks: ["<fim_prefix>", "<fim_suffix>", "<fim_middle>"], order: "prefix-suffix" },
  { marks: ["<｜fim▁begin｜>", "<｜fim▁hole｜>", "<｜fim▁end｜>"], order: "prefix-suffix" },
  { marks: ["<|code_prefix|>", "<|code_suffix|>", "<|code_middle|>"], order: "prefix-suffix" },
  { marks: ["<PRE> ", " <SUF>", " <MID>"], order: "prefix-suffix" },
  { marks: ["[SUFFIX]", "[PREFIX]"], order: "suffix-prefix" },
];

/**
 * The hole that a prompt asks to fill, if it is just that in one of the usual shapes. It can then be asked for in the
 * format of the model that is there. An editor that was told another model gets its answer all the same.
 */
export function holeIn(prompt: string): TextAround | undefined {
  for (const { marks, order } of shapes) {
    const [first, second, last = ""] = marks;
    if (!prompt.startsWith(first) || !prompt.endsWith(last)) continue;
    const inside = prompt.slice(first.length, prompt.length - last.length);
    const parts = inside.split(second);
    // Code that speaks of the marks itself leaves open which of them are meant.
    const [one, other] = parts;
    if (parts.length !== 2 || one === undefined || other === undefined) continue;
    return order === "prefix-suffix" ? { before: one, after: other } : { before: other, after: one };
  }
  return undefined;
}

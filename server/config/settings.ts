import { logLevels } from "../../base/log.ts";
import { families } from "../../models/families.ts";
import { triggerModes } from "./triggerModes.ts";

/** The part of JSON Schema that editors draw settings by. */
export type SettingSchema = {
  readonly type: "boolean" | "integer" | "number" | "string" | "array" | "object" | readonly ["integer", "string"];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: object;
  readonly additionalProperties?: object;
};

export type Setting = {
  /** With dots, as in README. */
  readonly name: string;
  /** For a person who has never heard of it; one or two sentences. */
  readonly meaning: string;
  readonly schema: SettingSchema;
  /** It depends on the machine, and is not taken along to others. */
  readonly isOfMachine?: true;
};

const boolean = { type: "boolean" } as const;
const text = { type: "string", minLength: 1 } as const;
const texts = { type: "array", items: { type: "string" } } as const;
const whole = (minimum: number, maximum: number) => ({ type: "integer", minimum, maximum }) as const;
const wholeOrAuto = (minimum: number, maximum: number) =>
  ({ type: ["integer", "string"], pattern: "^auto$", minimum, maximum }) as const;
const modeByName = { type: "object", additionalProperties: { type: "string", enum: triggerModes } } as const;
const oneOf = (values: readonly string[]) => ({ type: "string", enum: values }) as const;

/**
 * What an editor may set, in the order of README. Editors that draw their settings are given these words; a test holds
 * the names, the defaults and what each schema lets pass against the checks.
 */
export const settings: readonly Setting[] = [
  {
    name: "model",
    meaning:
      'The model that completes code: the id of a model that `hearth models` lists, the path of a GGUF file, `"ollama:NAME"` for what Ollama has, `"remote:NAME"` for a server of your own config.json, `"memory"` for no model, or `"embedded"` for the small one that comes with Hearth.',
    schema: text,
    isOfMachine: true,
  },
  {
    name: "chat.model",
    meaning:
      'The model that answers questions and carries out actions: `"same"` for the one that completes, or another one, named as there.',
    schema: text,
    isOfMachine: true,
  },
  {
    name: "family",
    meaning: "The fill-in-the-middle format of the model, where its file does not tell.",
    schema: oneOf(["auto", ...families.map(({ name }) => name)]),
    isOfMachine: true,
  },
  {
    name: "gpu",
    meaning: "Where the model is computed: on what suits best, on the processor alone, or by the named interface.",
    schema: oneOf(["auto", "off", "cuda", "vulkan", "metal"]),
    isOfMachine: true,
  },
  {
    name: "gpuLayers",
    meaning: 'Layers of the model to put on the GPU; `"auto"` for as many as fit.',
    schema: wholeOrAuto(0, 1000),
    isOfMachine: true,
  },
  {
    name: "gpuMemoryMB",
    meaning: "Most GPU memory that the model may take, in MB.",
    schema: wholeOrAuto(256, 1_000_000),
    isOfMachine: true,
  },
  {
    name: "contextTokens",
    meaning: "The size of the model's context, in tokens.",
    schema: wholeOrAuto(256, 131_072),
    isOfMachine: true,
  },
  {
    name: "threads",
    meaning:
      'Threads of the processor; `"auto"` leaves one core to the editor, except where you wait for a prompt to be read.',
    schema: wholeOrAuto(1, 256),
    isOfMachine: true,
  },
  {
    name: "idleMinutes",
    meaning: "The model leaves memory when nothing was asked of it for so many minutes.",
    schema: { type: "number", minimum: 0.01, maximum: 1440 },
    isOfMachine: true,
  },
  {
    name: "suggestions.triggerMode",
    meaning:
      'When code is suggested: `"automatic"` while you type, `"manual"` when you ask for it, `"off"` never. Holds for grey text, for the item of the completion menu and for next edits.',
    schema: oneOf(triggerModes),
  },
  {
    name: "suggestions.languages",
    meaning: 'The same for single languages by their identifiers: `{"markdown": "off", "python": "manual"}`.',
    schema: modeByName,
  },
  {
    name: "suggestions.globs",
    meaning:
      'The same for files, by globs as in .gitignore: `{"*.test.ts": "manual", "/generated/": "off"}`. The last that fits counts, over languages.',
    schema: modeByName,
  },
  {
    name: "suggestions.debounceMs",
    meaning:
      'Nothing is suggested until nothing was typed for so many milliseconds, in the completion menu neither; `"auto"` waits only where the model is slower than you type.',
    schema: wholeOrAuto(0, 10_000),
  },
  {
    name: "suggestions.maxLines",
    meaning: 'The longest suggestion, in lines: `1` for single lines; `"auto"` for whole blocks where one begins.',
    schema: wholeOrAuto(1, 200),
  },
  { name: "inlineCompletion.enabled", meaning: "Suggestions as grey text behind the cursor.", schema: boolean },
  {
    name: "inlineCompletion.maxTokens",
    meaning: "The longest suggestion in grey text, in tokens of the model.",
    schema: whole(1, 2048),
  },
  { name: "completion.enabled", meaning: "A suggestion as one item of the completion menu.", schema: boolean },
  {
    name: "completion.maxTokens",
    meaning: "The longest suggestion in the completion menu, in tokens of the model.",
    schema: whole(1, 2048),
  },
  {
    name: "completion.budgetMs",
    meaning: "The completion menu waits for a suggestion so many milliseconds, and no longer.",
    schema: whole(10, 10_000),
  },
  {
    name: "nextEdits.enabled",
    meaning: "Shows where else a change belongs that you have begun.",
    schema: boolean,
  },
  { name: "hover.enabled", meaning: "A hover tells what a name is and who uses it.", schema: boolean },
  {
    name: "hover.explain",
    meaning:
      'Whether a hover asks the model for an explanation: `"auto"` only in editors where a hover comes by hand, `"always"`, or `"never"`.',
    schema: oneOf(["auto", "never", "always"]),
  },
  {
    name: "hover.waitMs",
    meaning: "A hover waits so many milliseconds for its explanation, then shows what there is.",
    schema: whole(0, 15_000),
  },
  {
    name: "hover.prefetch",
    meaning: "What hovers come to lie on is explained while you pause. Costs battery.",
    schema: boolean,
  },
  { name: "actions.enabled", meaning: "Code actions: fix, document, test, rewrite and others.", schema: boolean },
  {
    name: "actions.maxTokens",
    meaning: "The longest answer of a code action, in tokens of the model.",
    schema: whole(64, 16_384),
  },
  {
    name: "actions.disabled",
    meaning: "Ids of code actions that are not offered; `hearth act --list FILE:LINE` shows the ids.",
    schema: texts,
  },
  {
    name: "actions.own",
    meaning:
      "Code actions of your own: the selection, or what is around the cursor, is changed as the instruction says.",
    schema: {
      type: "array",
      items: {
        type: "object",
        required: ["title", "instruction"],
        additionalProperties: false,
        properties: {
          title: { type: "string", minLength: 1 },
          instruction: { type: "string", minLength: 1 },
          kinds: { type: "array", items: { type: "string" } },
          languages: { type: "array", items: { type: "string" } },
        },
      },
    },
  },
  {
    name: "actions.big",
    meaning: '`"remote:NAME"` for a server of your own config.json that hard tasks can be given to; `"none"` for none.',
    schema: { type: "string", pattern: "^(none$|remote:.)" },
    isOfMachine: true,
  },
  {
    name: "verify.enabled",
    meaning:
      "The other language server or the checker beside Hearth looks at what a code action changes before it is made, and the other language server at suggestions that stand on screen.",
    schema: boolean,
  },
  {
    name: "verify.maxSeconds",
    meaning: "The longest time that such a check may take.",
    schema: { type: "number", minimum: 1, maximum: 600 },
  },
  {
    name: "verify.maxAnswers",
    meaning: "Where edits are checked: how many answers the model gives at most to one question until one holds.",
    schema: whole(1, 50),
  },
  { name: "pinned", meaning: "Files that the model is always shown, relative to their folder.", schema: texts },
  {
    name: "mirrors",
    meaning: "Hugging Face-compatible hosts that are asked for models first.",
    schema: texts,
    isOfMachine: true,
  },
  {
    name: "price.inputPerMillion",
    meaning: "What a million tokens that a model reads cost elsewhere, for `hearth status`.",
    schema: { type: "number", minimum: 0, maximum: 1e6 },
  },
  {
    name: "price.outputPerMillion",
    meaning: "What a million tokens that a model writes cost elsewhere, for `hearth status`.",
    schema: { type: "number", minimum: 0, maximum: 1e6 },
  },
  { name: "price.currency", meaning: "The currency of these prices.", schema: text },
  {
    name: "workAhead",
    meaning:
      'Whether the model reads and writes while you pause, for what you may want next: `"auto"` not on battery (Linux and macOS tell), `"always"`, or `"never"`.',
    schema: oneOf(["auto", "always", "never"]),
  },
  {
    name: "log",
    meaning: 'What the server writes to its log; `"debug"` has a line for each request.',
    schema: oneOf(logLevels),
  },
];

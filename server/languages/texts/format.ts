import type { Marks } from "../../text/inside.ts";
import { embeddedInPage } from "./html.ts";
import { jsonErrors } from "./json.ts";
import { embeddedInMarkdown } from "./markdown.ts";
import { tomlErrors } from "./toml.ts";
import { yamlErrors } from "./yaml.ts";

/** What is known of a text that is no program and has no grammar here: enough not to break it. */
export type TextFormat = {
  /** Its strings and comments, past which brackets are read. */
  readonly marks: Marks;
  /** True if sentences stand in it, in which brackets and quotes mean nothing. */
  readonly isProse?: boolean;
  /** Counts what is wrong with a whole text. It may miss faults, and finds none in what is right. */
  readonly errors?: (text: string) => number;
  /** The code around a place, where other code stands in the text. */
  readonly embedded?: (before: string, after: string) => Embedded | undefined;
};

/** Code in another text: from an offset in the text before a place to one in the text behind it. */
export type Embedded = {
  readonly start: number;
  readonly end: number;
  /** An LSP language identifier, of a language or of another text; "" if it is not known. */
  readonly languageId: string;
  /** The line behind which the text around goes on. */
  readonly closes: RegExp;
};

const markdown: TextFormat = { marks: ["prose"], isProse: true, embedded: embeddedInMarkdown };
const yaml: TextFormat = { marks: ["#", 'value"', "value'"], errors: yamlErrors };
const json: TextFormat = { marks: ['"'], errors: (text) => jsonErrors(text, { isStrict: true }) };
const jsonc: TextFormat = { marks: ["//", "/*", '"'], errors: (text) => jsonErrors(text, { isStrict: false }) };
const toml: TextFormat = { marks: ["#", '"""', "'''", '"', "'"], errors: tomlErrors };
const styles: TextFormat = { marks: ["/*", '"', "'"] };
const page: TextFormat = { marks: ["prose"], isProse: true, embedded: embeddedInPage };

/** By LSP language identifiers. */
const formats: ReadonlyMap<string, TextFormat> = new Map([
  ["markdown", markdown],
  ["mdx", markdown],
  ["quarto", markdown],
  ["yaml", yaml],
  ["dockercompose", yaml],
  ["json", json],
  ["jsonc", jsonc],
  ["json5", jsonc],
  ["toml", toml],
  ["css", styles],
  ["scss", styles],
  ["less", styles],
  ["html", page],
  ["vue", page],
  ["svelte", page],
]);

/** The format an editor means by an LSP language identifier; undefined for code, and for what is not known. */
export function formatWithId(languageId: string): TextFormat | undefined {
  return formats.get(languageId);
}

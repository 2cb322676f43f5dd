import type { Facts, Location } from "./facts.ts";
import { harmlessMarkdown, withoutControls } from "./harmless.ts";
import type { Caller, Uses } from "./uses.ts";

/** The contents of a hover, in one of the forms that editors show. */
type Form = {
  readonly code: (code: string, language: string) => string;
  readonly prose: (markdown: string) => string;
  readonly name: (name: string) => string;
  readonly place: (location: Location) => string;
  readonly rule: string;
};

/** The model's text so far, or the news that it is about to come. */
export type Explanation = { readonly text: string; readonly model: string; readonly isWhole: boolean };

export const markdown: Form = {
  code: (code, language) => {
    const fence = "`".repeat(Math.max(3, ...[...code.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length + 1)));
    return `${fence}${language}\n${code}\n${fence}`;
  },
  prose: (text) => text,
  name: (name) => `\`${name}\``,
  place: ({ uri, path, line }) => {
    const name = onOneLine(path).replace(/[[\]\\`*_<]/g, "\\$&");
    const address = uri.replaceAll("(", "%28").replaceAll(")", "%29");
    return `[${name}:${line + 1}](${address}#L${line + 1})`;
  },
  rule: "---",
};

export const plaintext: Form = {
  code: (code) => code,
  prose: plain,
  name: (name) => name,
  place: ({ path, line }) => `${onOneLine(path)}:${line + 1}`,
  rule: "",
};

/** The facts, and below them the explanation if there is any. */
export function shown(facts: Facts, explanation: Explanation | undefined, form: Form): string {
  const parts = [
    facts.signatures.length > 0 ? form.code(facts.signatures.join("\n"), facts.language) : "",
    form.prose(facts.doc),
    aboutPlace(facts, form),
    ...(explanation ? [form.rule, ...explanationLines(explanation, form)] : []),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

export function explanationLines({ text, model, isWhole }: Explanation, form: Form): string[] {
  if (isWhole) return [form.prose(text), `— ${harmlessMarkdown(model)}`];
  const hint = text === "" ? "*Explaining …; hover again.*" : "*Explaining …; hover again for the rest.*";
  return [form.prose(text), form.prose(hint)];
}

/** "exported function in [price.ts:2](...), used 4 times in 3 files: `total` [cart.ts:5](...)". */
function aboutPlace({ role, definedAt, others, uses }: Facts, form: Form): string {
  const where = definedAt ? ` in ${form.place(definedAt)}` : "";
  const ambiguous = others > 0 ? `, or one of ${count(others, "other definition")} of that name` : "";
  return `${form.prose(role)}${where}${ambiguous}${uses ? `; ${usedBy(uses, form)}` : ""}`;
}

function usedBy({ count: times, files, isByName, callers }: Uses, form: Form): string {
  if (times === 0) return "not used in this workspace";
  const often = isByName
    ? `the name stands ${count(times, "time")}`
    : `used ${times === 1 ? "once" : `${times} times`}`;
  const places = callers.map((caller) => calledFrom(caller, form)).join(", ");
  return `${often} in ${count(files, "file")}${places ? `: ${places}` : ""}`;
}

function calledFrom({ name, ...location }: Caller, form: Form): string {
  return name === undefined ? form.place(location) : `${form.name(name)} ${form.place(location)}`;
}

/** A file may have any name. */
function onOneLine(path: string): string {
  return withoutControls(path).replaceAll("\n", " ");
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** Markdown as it reads without being drawn. */
function plain(text: string): string {
  return text
    .replace(/^[ \t]*(?:```|~~~).*$\n?/gm, "")
    .replace(/^#{1,6} +/gm, "")
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, "$2")
    .replace(/(?<![\w*])([*_])(?=[^\s*_])([^*_\n]+?)(?<=\S)\1(?![\w*])/g, "$2")
    .replace(/`([^`\n]+)`/g, "$1")
    .replace(/\\([\\`*_{}[\]()#+.!<>-])/g, "$1");
}

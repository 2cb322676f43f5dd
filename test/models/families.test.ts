import { expect, test } from "@jest/globals";
import { families, familyNamed } from "../../models/families.ts";
import { type InfillParts, infillPrompt, type ModelFamily } from "../../models/family.ts";
import { type Prompt, promptText } from "../../models/prompt.ts";

const alone: InfillParts = {
  repository: "shop",
  path: "src/cart.ts",
  context: [],
  before: "const total = ",
  after: ";\n",
  typed: "pri",
};

const inRepository: InfillParts = {
  ...alone,
  context: [
    { path: "src/price.ts", text: "export const price = 3;" },
    { path: "src/tax.ts", text: "export const tax = 0.2;" },
  ],
};

type Golden = { readonly family: string; readonly alone: string; readonly inRepository: string };

const goldens: readonly Golden[] = [
  {
    family: "hearth",
    alone: `<|file_sep|>src/cart.ts
<|fim_prefix|><|fim_suffix|>;
<|fim_middle|>const total = pri`,
    inRepository: `<|file_sep|>src/price.ts
export const price = 3;
<|file_sep|>src/tax.ts
export const tax = 0.2;
<|file_sep|>src/cart.ts
<|fim_prefix|><|fim_suffix|>;
<|fim_middle|>const total = pri`,
  },
  {
    family: "qwen-coder",
    alone: `<|fim_prefix|>const total = <|fim_suffix|>;
<|fim_middle|>pri`,
    inRepository: `<|repo_name|>shop
<|file_sep|>src/price.ts
export const price = 3;
<|file_sep|>src/tax.ts
export const tax = 0.2;
<|file_sep|>src/cart.ts
<|fim_prefix|>const total = <|fim_suffix|>;
<|fim_middle|>pri`,
  },
  {
    family: "sweep",
    alone: `<|fim_prefix|>const total = <|fim_suffix|>;
<|fim_middle|>pri`,
    inRepository: `<|repo_name|>shop
<|file_sep|>src/price.ts
export const price = 3;
<|file_sep|>src/tax.ts
export const tax = 0.2;
<|file_sep|>src/cart.ts
<|fim_prefix|>const total = <|fim_suffix|>;
<|fim_middle|>pri`,
  },
  {
    family: "starcoder2",
    alone: `<fim_prefix>const total = <fim_suffix>;
<fim_middle>pri`,
    inRepository: `<repo_name>shop<file_sep>src/price.ts
export const price = 3;<file_sep>src/tax.ts
export const tax = 0.2;<file_sep><fim_prefix>src/cart.ts
const total = <fim_suffix>;
<fim_middle>pri`,
  },
  {
    family: "starcoder",
    alone: `<fim_prefix>const total = <fim_suffix>;
<fim_middle>pri`,
    inRepository: `<filename>src/price.ts
export const price = 3;<filename>src/tax.ts
export const tax = 0.2;<filename>src/cart.ts<fim_prefix>const total = <fim_suffix>;
<fim_middle>pri`,
  },
  {
    family: "santacoder",
    alone: `<fim-prefix>const total = <fim-suffix>;
<fim-middle>pri`,
    inRepository: `<fim-prefix>#src/price.ts
export const price = 3;

#src/tax.ts
export const tax = 0.2;

#src/cart.ts
const total = <fim-suffix>;
<fim-middle>pri`,
  },
  {
    family: "granite4",
    alone: `<|fim_prefix|>const total = <|fim_suffix|>;
<|fim_middle|>pri`,
    inRepository: `<|filename|>src/price.ts
export const price = 3;<|filename|>src/tax.ts
export const tax = 0.2;<|filename|>src/cart.ts<|fim_prefix|>const total = <|fim_suffix|>;
<|fim_middle|>pri`,
  },
  {
    family: "deepseek-coder",
    alone: `<｜fim▁begin｜>const total = <｜fim▁hole｜>;
<｜fim▁end｜>pri`,
    inRepository: `#src/price.ts
export const price = 3;

#src/tax.ts
export const tax = 0.2;

#src/cart.ts
<｜fim▁begin｜>const total = <｜fim▁hole｜>;
<｜fim▁end｜>pri`,
  },
  {
    family: "code-llama",
    alone: `▁<PRE> const total = ▁<SUF>;
▁<MID>pri`,
    inRepository: `▁<PRE> #src/price.ts
export const price = 3;

#src/tax.ts
export const tax = 0.2;

#src/cart.ts
const total = ▁<SUF>;
▁<MID>pri`,
  },
  {
    family: "code-llama-unspaced",
    alone: `<PRE> const total = <SUF>;
<MID>pri`,
    inRepository: `<PRE> #src/price.ts
export const price = 3;

#src/tax.ts
export const tax = 0.2;

#src/cart.ts
const total = <SUF>;
<MID>pri`,
  },
  {
    family: "code-gemma",
    alone: `<|fim_prefix|>const total = <|fim_suffix|>;
<|fim_middle|>pri`,
    inRepository: `<|file_separator|>src/price.ts
export const price = 3;<|file_separator|>src/tax.ts
export const tax = 0.2;<|file_separator|>src/cart.ts
<|fim_prefix|>const total = <|fim_suffix|>;
<|fim_middle|>pri`,
  },
  {
    family: "codestral",
    alone: `[SUFFIX];
[PREFIX] const total = pri`,
    inRepository: `[SUFFIX];
[PREFIX] +++++ src/price.ts
export const price = 3;
+++++ src/tax.ts
export const tax = 0.2;
+++++ src/cart.ts
const total = pri`,
  },
  {
    family: "seed-coder",
    alone: `<[fim-suffix]>;
<[fim-prefix]>const total = pri<[fim-middle]>`,
    inRepository: `<[fim-suffix]>;
<[fim-prefix]>#src/price.ts
export const price = 3;

#src/tax.ts
export const tax = 0.2;

#src/cart.ts
const total = pri<[fim-middle]>`,
  },
  {
    family: "zeta-2.1",
    alone: `<[fim-suffix]>;
<[fim-prefix]>const total = pri<[fim-middle]>`,
    inRepository: `<[fim-suffix]>;
<[fim-prefix]>#src/price.ts
export const price = 3;

#src/tax.ts
export const tax = 0.2;

#src/cart.ts
const total = pri<[fim-middle]>`,
  },
  {
    family: "mellum",
    alone: `<filename>src/cart.ts
<fim_suffix>;
<fim_prefix>const total = pri<fim_middle>`,
    inRepository: `<filename>src/price.ts
export const price = 3;
<filename>src/tax.ts
export const tax = 0.2;
<filename>src/cart.ts
<fim_suffix>;
<fim_prefix>const total = pri<fim_middle>`,
  },
];

test.each(goldens)("$family asks for the middle of a file that stands alone", (golden) => {
  expect(promptText(infillPrompt(named(golden.family), alone))).toBe(golden.alone);
});

test.each(goldens)("$family shows other files before the current one", (golden) => {
  expect(promptText(infillPrompt(named(golden.family), inRepository))).toBe(golden.inRepository);
});

test("every family has its prompt written out here", () => {
  expect(goldens.map((golden) => golden.family).sort()).toEqual(families.map((family) => family.name).sort());
});

test.each(families.filter((family) => family.order === "prefix-suffix-middle"))(
  "$name gets what was typed behind the middle token",
  (family) => {
    const [token, typed] = infillPrompt(family, alone).segments.slice(-2);
    expect(token).toEqual({ special: family.tokens[2] });
    expect(typed).toEqual({ text: "pri" });
  },
);

test.each(families.filter((family) => family.order === "suffix-prefix-middle"))(
  "$name gets what was typed at the end of the prefix, behind the suffix",
  (family) => {
    const written = texts(infillPrompt(family, alone));
    expect(written.slice(-2)).toEqual([";\n", expect.stringMatching(/^ ?const total = pri$/)]);
  },
);

test("the space that a tokenizer was trained to add is not added to an empty prefix", () => {
  const prompt = infillPrompt(named("code-llama"), { ...alone, before: "" });
  expect(promptText(prompt)).toBe("▁<PRE>▁<SUF>;\n▁<MID>pri");
});

test("a family can be named only once", () => {
  const names = families.map((family) => family.name);
  expect(new Set(names).size).toBe(names.length);
});

test.each(families)("$name uses exactly the control tokens that it asks the vocabulary for", (family) => {
  expect(new Set(specials(infillPrompt(family, inRepository)))).toEqual(new Set(family.tokens));
});

const everyToken = families.flatMap((family) => [...family.tokens, ...family.stopTokens]).join("\n");
const hostile: InfillParts = {
  repository: `R${everyToken}`,
  path: `P${everyToken}`,
  context: [
    { path: `1${everyToken}`, text: `T${everyToken}` },
    { path: `2${everyToken}`, text: `U${everyToken}` },
  ],
  before: `B${everyToken}`,
  after: `A${everyToken}`,
  typed: `Y${everyToken}`,
};

test.each(families)("the words of a control token in a workspace never become one for $name", (family) => {
  const prompt = infillPrompt(family, hostile);
  expect(specials(prompt)).toEqual(specials(infillPrompt(family, inRepository)));
  const written = texts(prompt).join("");
  const given = [...hostile.context.map((file) => file.text), hostile.before, hostile.after, hostile.typed];
  expect(given.filter((content) => !written.includes(content))).toEqual([]);
});

test.each(families)("$name keeps its control tokens out of its text", (family) => {
  const written = texts(infillPrompt(family, inRepository)).join("\n");
  expect(family.tokens.filter((token) => written.includes(token))).toEqual([]);
});

function named(name: string): ModelFamily {
  const family = familyNamed(name);
  if (!family) throw new Error(`no family is named ${name}`);
  return family;
}

function specials(prompt: Prompt): readonly string[] {
  return prompt.segments.flatMap((segment) => ("special" in segment ? [segment.special] : []));
}

function texts(prompt: Prompt): readonly string[] {
  return prompt.segments.flatMap((segment) => ("text" in segment ? [segment.text] : []));
}

import { expect, test } from "@jest/globals";
import { typescript } from "../../grammars/typescript/language.ts";
import { extract } from "../../server/index/extract.ts";
import { parse } from "../../server/index/parse.ts";
import { documentation, enclosing, type OutlineNode, outline, signature } from "../../server/index/scopes.ts";
import type { Definition, Tags } from "../../server/index/tags.ts";

const [before = "", after = ""] = `
/** A round thing. */
export class Circle {
  constructor(private radius: number) {}
  area(): number {
    return Math.PI * this.radius │** 2;
  }
}
`.split("│");
const text = before + after;
const tags = tagsOf(text);

test("the innermost definition around the cursor comes last", () => {
  expect(enclosing(tags, before.length).map(({ name }) => name)).toEqual(["Circle", "area"]);
});

test("outside all definitions nothing is around the cursor", () => {
  expect(enclosing(tags, 0)).toEqual([]);
});

test("an outline shows members inside their class", () => {
  const shown = ({ definition, children }: OutlineNode): unknown => [definition.name, ...children.map(shown)];
  expect(outline(tags).map(shown)).toEqual([["Circle", ["constructor"], ["radius"], ["area"]]]);
});

test("a signature ends where the body begins", () => {
  expect(signature(text, named("area"))).toBe("area(): number");
});

test("documentation is the comment above a definition", () => {
  expect(documentation(text, named("Circle"))).toBe("/** A round thing. */");
  expect(documentation(text, named("area"))).toBe("");
});

function named(name: string): Definition {
  return tags.definitions.find((definition) => definition.name === name) as Definition;
}

function tagsOf(source: string): Tags {
  const tree = parse(typescript, source);
  if (!tree) throw new Error("not parsed");
  return extract(typescript, tree, source);
}

import { expect, test } from "@jest/globals";
import type { Language } from "../../grammars/language.ts";
import { python } from "../../grammars/python/language.ts";
import { tsx, typescript } from "../../grammars/typescript/language.ts";
import { declared } from "../../server/languages/extract/declared.ts";
import { extract } from "../../server/languages/extract.ts";
import { parse, type Tree } from "../../server/languages/parse.ts";
import type { Definition, Import } from "../../server/languages/tags.ts";

test.each([
  ["function area() {}", "function area"],
  ["async function* ids() {}", "function ids"],
  ["const area = () => 1, half = function () {}", "function area, function half"],
  ["class A { m() {} }", "class A, method A.m"],
  ["abstract class A { abstract m(): void }", "class A, method A.m"],
  ["class A { m(a: string): void; m(a: any) {} }", "class A, method A.m, method A.m"],
  ["class A { get x() { return 1 } static y = 2; #z = () => 3 }", "class A, method A.x, field A.y, method A.#z"],
  [
    "class A { constructor(private a: B, c, readonly d = 1) {} }",
    "class A, constructor A.constructor, field A.a, field A.d",
  ],
  ['class A { "a-b"() {} [Symbol.iterator]() {} }', "class A, method A.a-b, method A.[Symbol.iterator]"],
  ["const A = class { x = 1 }", "class A, field A.x"],
  ["interface A { x: B; m(): void }", "interface A, field A.x, method A.m"],
  ["type A = { x: B; m(): void }", "type A, field A.x, method A.m"],
  ["enum A { B, C = 2, 'D' }", "enum A, enumMember A.B, enumMember A.C, enumMember A.D"],
  ["namespace A.B { export const x = 1 }", "namespace A.B, constant A.B.x"],
  ['declare module "a" { function f(): void }', "module a, function a.f"],
  ["declare global { var x: 1 }", "variable x"],
  [
    "const { a, b: c, d = 1, ...e } = f(); let [g, h] = i",
    "constant a, constant c, constant d, constant e, variable g, variable h",
  ],
  ["const api = { get() {}, put: async () => {}, size: 1 }", "constant api, method api.get, method api.put"],
  ["function f() { const x = 1; const g = () => x; class C {} }", "function f, function f.g, class f.C"],
  ["describe('a', () => { function help() {} })", "function help"],
  [
    "describe('a', () => { const help = (x) => x; on(async (a, b) => { function deep() {} }) })",
    "function help, function deep",
  ],
  [
    "const use = wrap((a) => { const inside = () => a; class C { m = (b) => b } })",
    "constant use, function use.inside, class use.C, method use.C.m",
  ],
  ["const both = (a, b) => (c) => { const inner = (d) => d }", "function both, function both.inner"],
  ["x = [(a) => { function first() {} }, a && (b => { function second() {} })]", "function first, function second"],
  ["f({ g: (a) => a, h(b) {} }, c => ({ i: (d) => d }))", "method g, method h, method i"],
  ["function f() { const A = class B { m() {} } }", "function f, class f.A, method f.A.m"],
  ["if (a) { const b = 1 }", ""],
  ["function make() { return { start() {} } }", "function make, method make.start"],
  ["Shape.prototype.area = function () {}", "method area"],
  ["export default () => 1", "function default"],
])("TypeScript: %s", (text, expected) => {
  expect(named(text, typescript)).toBe(expected);
});

test.each([
  ["def area(): pass", "function area"],
  ["class A:\n  x = 1\n  y: int\n  def m(self): pass", "class A, field A.x, field A.y, method A.m"],
  [
    "class A:\n  def __init__(self):\n    self.x = self.y = 1\n    self.x = 2",
    "class A, constructor A.__init__, field A.x, field A.y",
  ],
  ["class A:\n  def m(self):\n    self.a, b = 1, 2", "class A, method A.m, field A.a"],
  ["MAX = 1\nlimit = 2\na, b = c", "constant MAX, variable limit, variable a, variable b"],
  ["try:\n  import a\nexcept ImportError:\n  a = None", "variable a"],
  ["def f():\n  x = 1\n  def g(): pass", "function f, function f.g"],
  ["square = lambda x: x * x", "function square"],
  ["type A[T] = list[T]", "type A"],
])("Python: %s", (text, expected) => {
  expect(named(text, python)).toBe(expected);
});

test.each([
  ["export function a() {}; function b() {}", "a named, b no"],
  ["export default class A {}", "A default"],
  ["export const a = 1, b = 2", "a named, b named"],
  ["const a = 1; export { a }", "a named"],
  ["const a = 1; export { a as default }", "a default"],
  ["class A {}; export default A", "A default"],
  ["class A {}; export = A", "A default"],
  ["const a = 1; module.exports = { a }", "a named"],
  ["exports.a = () => 1", "a named"],
])("what other TypeScript files see: %s", (text, expected) => {
  expect(visible(text, typescript)).toBe(expected);
});

test.each([
  ["a = 1\n_b = 2", "a named, _b no"],
  ["__all__ = ['_b']\na = 1\n_b = 2", "__all__ no, a no, _b named"],
  ["a = b = 1\n__all__ = ['a']\n__all__ += ('b',)", "a named, b named, __all__ no"],
])("what other Python files see: %s", (text, expected) => {
  expect(visible(text, python)).toBe(expected);
});

test.each([
  ['import a, { b, type c as d } from "e"', "static e: default as a, b as b, c as d"],
  ['import * as a from "b"', "static b: * as a"],
  ['import "a"', "static a:"],
  ['import type { A } from "b"', "type b: A as A"],
  ['import a = require("b")', "require b: * as a"],
  ['const { a, b: c } = require("d")', "require d: a as a, b as c"],
  ['async function f() { const a = await import("b") }', "dynamic b: * as a"],
  ['type A = import("b").C', "dynamic b:"],
  ['export { a as b } from "c"', "reexport c: a as b"],
  ['export * from "a"', "reexport a: * as *"],
  ['export * as a from "b"', "reexport b: * as a"],
  ['import { a } from "b"; export { a as c }', "static b: a as a; reexport b: a as c"],
  ["const a = 1; export { a as b }", "reexport : a as b"],
])("TypeScript: %s", (text, expected) => {
  expect(imported(text, typescript)).toBe(expected);
});

test.each([
  ["import a.b, c as d", "static a.b: * as a; static c: * as d"],
  ["from ..a.b import c, d as e", "static ..a.b: c as c, d as e"],
  ["from . import (\n  a,\n)", "static .: a as a"],
  ["from a import *", "static a: * as *"],
  ["if typing.TYPE_CHECKING:\n  from a import B", "type a: B as B"],
  ["def f():\n  import a", "static a: * as a"],
  ['importlib.import_module("a.b")', "dynamic a.b:"],
  ["from .a import b\n__all__ = ['b']", "static .a: b as b; reexport .a: b as b"],
])("Python: %s", (text, expected) => {
  expect(imported(text, python)).toBe(expected);
});

test.each([
  ["/** Doc. */\nfunction f() {}", "/** Doc. */"],
  ["// One.\n// Two.\nexport class A {}", "// One.\n// Two."],
  ["// License\n\nfunction f() {}", ""],
  ["a(); // trailing\nfunction f() {}", ""],
  ["/** Sees src/*.ts. */\n@Entity() class A {}", "/** Sees src/*.ts. */"],
])("TypeScript's documentation: %s", (text, expected) => {
  const { docStart, docEnd } = first(text, typescript);
  expect(text.slice(docStart, docEnd)).toBe(expected);
});

test.each([
  ['def f():\n  """Doc."""', '"""Doc."""'],
  ["# Above.\n@cached\ndef f(): pass", "# Above."],
])("Python's documentation: %s", (text, expected) => {
  const { docStart, docEnd } = first(text, python);
  expect(text.slice(docStart, docEnd)).toBe(expected);
});

test.each([
  ["export async function f(a: B): C { d() }", typescript, "export async function f(a: B): C "],
  ["@A()\nexport class B extends C {}", typescript, "@A()\nexport class B extends C "],
  ["export const f = async <T>(a: T) => a", typescript, "export const f = async <T>(a: T) => "],
  ["const table = [\n  1,\n]", typescript, "const table = "],
  ["@cached\nasync def f(a: int) -> str:\n  pass", python, "@cached\nasync def f(a: int) -> str:\n  "],
])("the signature of %s", (text, language, expected) => {
  const { start, bodyStart } = first(text, language);
  expect(text.slice(start, bodyStart)).toBe(expected);
});

test("a method's range begins at its decorators", () => {
  const text = "class A { @b() @c d() {} }";
  const method = tags(text, typescript).definitions[1] as Definition;
  expect(text.slice(method.start, method.end)).toBe("@b() @c d() {}");
});

test.each([
  ["TypeScript", typescript, "function ".repeat(20_000)],
  ["TypeScript", typescript, `${"function f() {".repeat(20_000)}${"}".repeat(20_000)}`],
  ["TypeScript", typescript, `${"[".repeat(20_000)}() => 1${"]".repeat(20_000)}`],
  ["TypeScript", typescript, `${"{".repeat(20_000)}`],
  ["TypeScript", typescript, `a = ${Array.from({ length: 20_000 }, () => "() => 1").join(" + ")}`],
  ["TypeScript", typescript, `f(${"() => 1,".repeat(50_000)})`],
  ["TSX", tsx, "<a>".repeat(20_000)],
  ["Python", python, `${"(".repeat(20_000)}lambda: 1`],
  ["Python", python, `__all__ = ${"['a'] + ".repeat(5_000)}[]`],
  ["Python", python, "\u0000\u0001\ufffd\ud800".repeat(20_000)],
])("%s that nobody would write is survived", (_, language, text) => {
  const tree = parse(language, text);
  if (tree) expect(extract(language, tree, text).definitions.length).toBeLessThan(text.length);
});

/** Both extractions, which must agree. */
function tags(text: string, language: Language) {
  const tree = parse(language, text) as Tree;
  const found = extract(language, tree, text);
  expect(declared(language, tree, text)).toEqual(found);
  return found;
}

function first(text: string, language: Language): Definition {
  return tags(text, language).definitions[0] as Definition;
}

function named(text: string, language: Language): string {
  const { definitions } = tags(text, language);
  const path = ({ name, parent }: Definition): string =>
    parent < 0 ? name : `${path(definitions[parent] as Definition)}.${name}`;
  return definitions.map((definition) => `${definition.kind} ${path(definition)}`).join(", ");
}

function visible(text: string, language: Language): string {
  return tags(text, language)
    .definitions.map(({ name, exported }) => `${name} ${exported}`)
    .join(", ");
}

function imported(text: string, language: Language): string {
  const shown = ({ kind, specifier, names }: Import) =>
    `${kind} ${specifier}: ${names.map((name) => `${name.imported} as ${name.local}`).join(", ")}`.trim();
  return tags(text, language).imports.map(shown).join("; ");
}

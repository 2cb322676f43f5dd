import { expect, test } from "@jest/globals";
import { placeAfter } from "../../server/suggestions/accepted.ts";
import type { Insertion } from "../../server/suggestions/filter.ts";
import { RecentSuggestions } from "../../server/suggestions/recentSuggestions.ts";
import { placeIn, show } from "./fixture.ts";

const uri = "file:///a.ts";

function remembering(source: string, text: string, replaceAfter = 0): RecentSuggestions {
  const shown = new RecentSuggestions();
  shown.remember(uri, placeIn(source), { suggestion: { text, replaceAfter } });
  return shown;
}

function found(shown: RecentSuggestions, source: string): string {
  const result = shown.find(uri, placeIn(source));
  return result ? show(source, result.outcome) : "ask";
}

test("typing what is suggested leaves the rest on screen", () => {
  const shown = remembering("const a = │\n", "f(b);");
  expect(found(shown, "const a = f│\n")).toBe("const a = f«(b);»\n");
  expect(found(shown, "const a = f(b)│\n")).toBe("const a = f(b)«;»\n");
});

test("it is told how much was typed", () => {
  const shown = remembering("const a = │\n", "f(b);");
  expect(shown.find(uri, placeIn("const a = f(│\n"))?.typedCharacters).toBe(2);
  expect(shown.find(uri, placeIn("const a = │\n"))?.typedCharacters).toBe(0);
});

test("typing anything else asks anew", () => {
  expect(found(remembering("const a = │\n", "f(b);"), "const a = g│\n")).toBe("ask");
});

test("a suggestion typed to its end asks anew", () => {
  expect(found(remembering("const a = │\n", "f"), "const a = f│\n")).toBe("ask");
});

test("backspace comes back to the earlier answer", () => {
  const shown = remembering("const a = │\n", "f(b);");
  shown.remember(uri, placeIn("const a = g│\n"), { suggestion: { text: "(c);", replaceAfter: 0 } });
  expect(found(shown, "const a = g│\n")).toBe("const a = g«(c);»\n");
  expect(found(shown, "const a = │\n")).toBe("const a = «f(b);»\n");
});

test("undo of an accepted suggestion comes back to it", () => {
  const shown = remembering("f(│);\n", "a, b");
  expect(found(shown, "f(a, b│);\n")).toBe("ask");
  expect(found(shown, "f(│);\n")).toBe("f(«a, b»);\n");
});

test("a suggestion of several lines is typed through line by line", () => {
  const shown = remembering("if (a) {│\n", "\n  b();\n}");
  expect(found(shown, "if (a) {\n  │\n")).toBe("if (a) {\n  «b();\n}»\n");
});

test("a closer that the editor puts there is not doubled", () => {
  const shown = remembering("const a = │\n", "f(b)");
  expect(found(shown, "const a = f(│)\n")).toBe("const a = f(«b»)\n");
});

test("a suggestion that goes on behind that closer takes its place", () => {
  const shown = remembering("const a = │\n", "f(b);");
  expect(found(shown, "const a = f(│)\n")).toBe("const a = f(«b);»\n");
});

test("a quote pair is treated likewise", () => {
  expect(found(remembering("say(│)\n", '"hi"'), 'say("│")\n')).toBe('say("«hi»")\n');
});

test("the tail a suggestion replaces is replaced while typing too", () => {
  expect(found(remembering("f(│)\n", "a);", 1), "f(a│)\n")).toBe("f(a«);»\n");
});

test("a closer that the user types over needs no place any more", () => {
  expect(found(remembering("f(│)\n", "a);", 1), "f(a)│\n")).toBe("f(a)«;»\n");
});

test("the answer made for exactly this place goes before the rest of an older one", () => {
  const shown = remembering("a = │\n", "foo();");
  shown.remember(uri, placeIn("a = f│\n"), { suggestion: { text: "oo.bar();", replaceAfter: 0 } });
  expect(found(shown, "a = f│\n")).toBe("a = f«oo.bar();»\n");
});

test("silence is remembered for its place and for no other", () => {
  const shown = new RecentSuggestions();
  shown.remember(uri, placeIn("a = │\n"), { silence: "nothing" });
  expect(found(shown, "a = │\n")).toBe("nothing");
  expect(found(shown, "a = b│\n")).toBe("ask");
});

test("another file, and other code below, are other places", () => {
  const shown = remembering("a = │\nb();\n", "c;");
  expect(found(shown, "a = │\nd();\n")).toBe("ask");
  expect(shown.find("file:///b.ts", placeIn("a = │\nb();\n"))).toBeUndefined();
});

test("an edit far away does not disturb the answer", () => {
  const middle = "x();\n".repeat(300);
  const shown = remembering(`one();\n${middle}a = │\n${middle}one();\n`, "b;");
  expect(found(shown, `two();\n${middle}a = │\n${middle}two();\n`)).toContain("a = «b;»");
});

test("a better answer for the same place replaces the first", () => {
  const shown = remembering("a {│\n}\n", "\n  b();");
  shown.remember(uri, placeIn("a {│\n}\n"), { suggestion: { text: "\n  b();\n  c();", replaceAfter: 0 } });
  expect(found(shown, "a {│\n}\n")).toBe("a {«\n  b();\n  c();»\n}\n");
});

test("the answer for what comes after an accept waits there", () => {
  const place = placeIn("a = f(│)\nb();\n");
  const suggestion: Insertion = { text: "c);", replaceAfter: 1 };
  expect(placeAfter(place, suggestion)).toEqual(placeIn("a = f(c);│\nb();\n"));
});

test("the answers used least recently are forgotten", () => {
  const shown = remembering("first │\n", "a");
  for (let i = 0; i < 249; i++) shown.remember(uri, placeIn(`x${i} │\n`), { silence: "nothing" });
  expect(found(shown, "first │\n")).toBe("first «a»\n");
  for (let i = 0; i < 249; i++) shown.remember(uri, placeIn(`y${i} │\n`), { silence: "nothing" });
  expect(shown.size).toBe(250);
  expect(found(shown, "first │\n")).toBe("first «a»\n");
  expect(found(shown, "x0 │\n")).toBe("ask");
});

test("an answer is forgotten when text changes that the model saw, far above or below", () => {
  const middle = "x();\n".repeat(300);
  const source = (name: string) => `${name}();\n${middle}a = │\n${middle}${name}();\n`;
  const shown = new RecentSuggestions();
  const madeFrom = { charactersBefore: 2000, charactersAfter: 0, files: new Map() };
  shown.remember(uri, placeIn(source("one")), { suggestion: { text: "b;", replaceAfter: 0 } }, madeFrom);
  expect(found(shown, source("one"))).toContain("a = «b;»");
  expect(found(shown, source("two"))).toBe("ask");
  const below = { charactersBefore: 0, charactersAfter: 2000, files: new Map() };
  shown.remember(uri, placeIn(source("three")), { silence: "nothing" }, below);
  expect(found(shown, source("three"))).toBe("nothing");
  expect(found(shown, source("three").replace(/three(?=\(\);\n$)/, "four"))).toBe("ask");
});

test("an answer is forgotten when a file changes that it was made from, and so is a silence", () => {
  const other = "file:///b.ts";
  const shown = new RecentSuggestions();
  const place = placeIn("a = │\n");
  const madeFrom = { charactersBefore: 0, charactersAfter: 0, files: new Map([[other, "first"]]) };
  for (const outcome of [{ suggestion: { text: "b;", replaceAfter: 0 } }, { silence: "nothing" }] as const) {
    shown.remember(uri, place, outcome, madeFrom);
    expect(shown.find(uri, place, () => "first")?.outcome).toEqual(outcome);
    expect(shown.find(uri, place, () => "second")).toBeUndefined();
  }
});

test("at the end of a file a new line below makes it another place", () => {
  const shown = remembering("a = │\nb();\n", "c;");
  expect(found(shown, "a = │\nb();\nd();\n")).toBe("ask");
});

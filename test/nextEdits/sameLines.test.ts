import { expect, test } from "@jest/globals";
import { offered, withOffered } from "./offered.ts";

const place = (indent: string) => `${indent}yield stdout, "utf-8", False\n`;
const changed = (indent: string) => `${indent}with pager(stdout) as rv:\n${indent}    yield rv\n`;
const before = `from pages import pager\n\ndef a():\n${place("    ")}\ndef b():\n${place("    ")}\ndef c(x):\n    if x:\n${place("        ")}`;

test("lines that became several twice become so ahead, indented as they are there", async () => {
  const first = before.replace(place("    "), changed("    "));
  expect(await offered({ "a.py": before }, { "a.py": first })).toEqual([]);
  const second = first.replace(place("    "), changed("    "));
  expect(await withOffered({ "a.py": before }, { "a.py": first }, { "a.py": second })).toEqual({
    "a.py": second.replace(place("        "), changed("        ")),
  });
});

test("lines that the user went past are not meant", async () => {
  const more = `${before}\ndef d():\n${place("    ")}`;
  const first = more.replace(place("    "), changed("    "));
  const at = first.lastIndexOf(place("    "));
  const second = first.slice(0, at) + changed("    ");
  expect(
    await offered(
      { "a.py": `${more}\ndef e():\n${place("    ")}` },
      { "a.py": `${first}\ndef e():\n${place("    ")}` },
      {
        "a.py": `${second}\ndef e():\n${place("    ")}`,
      },
    ),
  ).toEqual([]);
});

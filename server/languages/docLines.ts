import type { DocRules } from "./language.ts";

/** Documentation in lines above a definition that all begin with a mark, as `//` of Go and `///` of Rust. */
export function docLines(mark: string): DocRules {
  return {
    marks: [],
    line: mark,
    place: "above",
    replaced: new RegExp(`^${mark.replace(/[-/.*+?^$\\()[\]{}|]/g, "\\$&")}`),
    laidOut: (found, indent) =>
      found
        .split("\n")
        .map((line, i) => (i === 0 ? "" : indent) + line.trim())
        .join("\n"),
  };
}

/** Documentation in a block above a definition, whose lines begin with stars. */
export const docBlocks: DocRules = {
  marks: [["/**", "*/"]],
  place: "above",
  replaced: /^\/\*\*/,
  laidOut: docBlock,
};

function docBlock(found: string, indent: string): string {
  const [first = "", ...rest] = found.split("\n");
  const lines = rest.map((line) => {
    const words = line.trim();
    return `${indent} ${words.startsWith("*") ? words : words === "" ? "*" : `* ${words}`}`;
  });
  return [first.trim(), ...lines].join("\n");
}

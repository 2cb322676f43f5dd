import type { Tags } from "../../index/tags.ts";

type ImportStyle = {
  readonly quote: '"' | "'";
  readonly semicolon: "" | ";";
  /** Whether `{ name }` has blanks inside. */
  readonly padding: "" | " ";
  /** What relative imports end with: "", or an ending such as ".js" or ".ts". */
  readonly ending: (target: string) => string;
};

/** How a script writes its imports: as its other imports do, else as its other strings and statements do. */
export function importStyle(text: string, { imports }: Tags): ImportStyle {
  const statements = imports.filter(({ kind }) => kind !== "dynamic").map(({ start, end }) => text.slice(start, end));
  const sample = statements.length > 0 ? statements.join("\n") : text.slice(0, 20_000);
  const lines = sample.split(/\r?\n/).filter((line) => /["'`)\w]\s*;?\s*$/.test(line.slice(-200)));
  const ended = lines.filter((line) => line.trimEnd().endsWith(";")).length;
  const relative = imports.map(({ specifier }) => specifier).filter((specifier) => /^\.{1,2}\//.test(specifier));
  return {
    quote: count(sample, "'") > count(sample, '"') ? "'" : '"',
    semicolon: lines.length > 0 && ended * 2 < lines.length ? "" : ";",
    padding:
      statements.some((statement) => /\{\S/.test(statement)) && !statements.some((statement) => /\{ /.test(statement))
        ? ""
        : " ",
    ending: (target) => endingOf(target, relative),
  };
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found++;
  return found;
}

/** What compiles to `.js` is imported as `.js` where the file imports others so, and with its own ending where it does that. */
function endingOf(target: string, relative: readonly string[]): string {
  const own = /\.[cm]?[jt]sx?$/.exec(target)?.[0] ?? "";
  const compiled = own.replace(/tsx?$/, "js").replace("jsx", "js");
  const endings = new Set(relative.map((specifier) => /\.[cm]?[jt]sx?$/.exec(specifier)?.[0] ?? ""));
  const used = [...endings];
  if (used.some((ending) => /tsx?$/.test(ending))) return own;
  return used.length > 0 && !endings.has("") ? compiled : "";
}

import { lineEnd } from "../../text/lines.ts";
import type { Project } from "../project.ts";
import type { Import, Tags } from "../tags.ts";
import { isStrictlyEsm } from "./moduleKind.ts";

type ImportStyle = {
  readonly quote: '"' | "'";
  readonly semicolon: "" | ";";
  /** True if `{ name }` has blanks inside. */
  readonly padding: "" | " ";
};

/** How a script writes its imports: as its other imports do, else as its other strings and statements do. */
export function importStyle(text: string, { imports }: Tags): ImportStyle {
  const statements = imports.filter(({ kind }) => kind !== "dynamic").map((one) => statementOf(text, one));
  const sample = statements.length > 0 ? statements.join("\n") : text.slice(0, 20_000);
  const lines = sample.split(/\r\n|\r|\n/).filter((line) => /["'`)\w]\s*;?\s*$/.test(line.slice(-200)));
  const ended = lines.filter((line) => line.trimEnd().endsWith(";")).length;
  return {
    quote: count(sample, "'") > count(sample, '"') ? "'" : '"',
    semicolon: lines.length > 0 && ended * 2 < lines.length ? "" : ";",
    padding:
      statements.some((statement) => /\{\S/.test(statement)) && !statements.some((statement) => /\{ /.test(statement))
        ? ""
        : " ",
  };
}

/** An import with what ends its statement. What is known of a `require` is the call alone, without its names. */
function statementOf(text: string, one: Import): string {
  const { start, end, kind } = one;
  if (kind !== "require") return text.slice(start, end);
  const rest = text.slice(end, lineEnd(text, end)).slice(0, 400);
  return text.slice(requireStart(text, one) ?? start, end) + rest.replace(/\s*\/[/*].*$/, "");
}

/** Where `const { a } = require("b")` begins, which is known by its call. Undefined in other uses of `require`. */
export function requireStart(text: string, { start }: Import): number | undefined {
  const before = text.slice(Math.max(0, start - 2000), start);
  const found = /(?:^|[\r\n;\uFEFF])((?:const|let|var)\s+(?:\{[^{}]*\}|[\w$]+)\s*=\s*)$/.exec(before)?.[1];
  return found === undefined ? undefined : start - found.length;
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found++;
  return found;
}

/** The endings of imports that lead to scripts, each once; "" for none. */
export function endingsOf(specifiers: readonly string[]): ReadonlySet<string> {
  const scripts = specifiers.filter(
    (specifier) => !/\.(?!\w*[jt]sx?$)\w+$/.test(specifier.replace(/^(?:\.{1,2}\/)+/, "")),
  );
  return new Set(scripts.map((specifier) => /\.[cm]?[jt]sx?$/.exec(specifier)?.[0] ?? ""));
}

/**
 * The ending of a target's specifier, given the endings of others. A file that compiles to `.js` is imported as `.js`
 * where others are. It is imported with its own ending where others are. Without others the ending is as the loader of
 * the file needs it.
 */
export function endingFor(target: string, endings: ReadonlySet<string>, needed: NeededEnding): string {
  const own = /\.[cm]?[jt]sx?$/.exec(target)?.[0] ?? "";
  const compiled = own.replace(/tsx?$/, "js").replace("jsx", "js");
  const source = target.endsWith(`.d${own}`) ? compiled : own;
  const used = [...endings];
  if (used.some((ending) => /tsx?$/.test(ending))) return source;
  if (used.length > 0 && !endings.has("")) return compiled;
  // Nothing finds these without their ending.
  if (/^\.[cm]/.test(own)) return needed === "source" ? source : compiled;
  if (used.length > 0 || needed === "none") return "";
  return needed === "source" ? source : compiled;
}

/** The ending that the loader of a file needs: none, that of the compiled file, or that of the source. */
type NeededEnding = "none" | "compiled" | "source";

/** As the tsconfig around a file and its package.json tell. */
export function neededEnding(path: string, project: Project): NeededEnding {
  const isTypeScript = /\.[cm]?tsx?$/.test(path);
  const isEsm = isStrictlyEsm(path, project);
  if (!isTypeScript) return isEsm ? "compiled" : "none";
  const settings = project.moduleSettingsAround(path);
  if (settings?.importsSources) return "source";
  const kind = settings?.moduleResolution ?? settings?.module ?? "";
  if (/^node(?:\d\d|next)$/.test(kind)) return isEsm ? "compiled" : "none";
  if (kind !== "") return "none";
  // Where no compiler is configured, Node runs the source itself.
  return isEsm ? (project.hasTsConfigAround(path) ? "compiled" : "source") : "none";
}

import { posix } from "node:path";

/** The folders that a compiler looks for headers in, in its order. Relative to the root; those outside of it are left out. */
export type HeaderFolders = {
  /** For `#include "name"` alone. */
  readonly quoted: readonly string[];
  /** For `<name>`, too. */
  readonly all: readonly string[];
};

/** Where a command is run, and the absolute names of the folder that paths are wanted relative to. */
export type CommandPlace = { readonly directory: string; readonly roots: readonly string[] };

/** Each has its folder at its own end, or as the next word. One that begins another stands behind it. */
const gnuOptions = ["-iquote", "-isystem", "-idirafter", "--include-directory=", "--include-directory", "-I"];
const microsoftOptions = ["-external:I", "/external:I", "-imsvc", "/imsvc", "-I", "/I"];

/** Folders of these come behind the others, wherever they stand. */
const rank: Readonly<Record<string, number>> = { "-isystem": 1, "-imsvc": 1, "/imsvc": 1, "-idirafter": 2 };

/** The folders of headers that the words of a compiler's command name. */
export function headerFoldersIn(words: readonly string[], place: CommandPlace): HeaderFolders {
  const options = words.slice(0, 2).some((word) => microsofts.test(word)) ? microsoftOptions : gnuOptions;
  const found: { readonly option: string; readonly folder: string }[] = [];
  for (const [i, word] of words.entries()) {
    const option = options.find((each) => word.startsWith(each));
    if (option === undefined) continue;
    const folder = pathBelow(place, word.length > option.length ? word.slice(option.length) : words[i + 1]);
    if (folder !== undefined) found.push({ option, folder });
  }
  found.sort((a, b) => (rank[a.option] ?? 0) - (rank[b.option] ?? 0));
  const folders = (isQuoted: boolean) =>
    found.filter(({ option }) => (option === "-iquote") === isQuoted).map(({ folder }) => folder);
  return { quoted: [...new Set(folders(true))], all: [...new Set(folders(false))] };
}

/** Their options begin with a slash, which elsewhere begins a path. The first word may be a cache's name. */
const microsofts = /(?:^|[\\/])(?:clang-)?cl(?:\.exe)?$/i;

/** A path of a command relative to the root, "" for that itself; undefined outside of it. */
export function pathBelow({ directory, roots }: CommandPlace, path: string | undefined): string | undefined {
  if (!path) return undefined;
  const plain = (one: string) => (isOfWindows(directory) ? slashed(one) : one);
  const isAbsolute = /^(?:\/|[A-Z]:\/)/.test(plain(path));
  const absolute = posix.join(isAbsolute ? "" : plain(directory), plain(path)).replace(/\/$/, "");
  for (const each of roots) {
    const root = plain(each).replace(/\/$/, "");
    if (absolute === root) return "";
    if (absolute.startsWith(`${root}/`)) return absolute.slice(root.length + 1);
  }
  return undefined;
}

function isOfWindows(directory: string): boolean {
  return /^[A-Za-z]:[\\/]/.test(directory);
}

/** A path of Windows as others are written; drives are named in either case. */
function slashed(path: string): string {
  return path.replaceAll("\\", "/").replace(/^[a-z]:/, (drive) => drive.toUpperCase());
}

/** The words of a command line, as a shell takes them apart. In Windows a backslash escapes nothing but a quote. */
export function commandWords(command: string, directory: string): string[] {
  const { word, part } = isOfWindows(directory) ? ofWindows : ofShell;
  return (command.match(word) ?? []).map((whole) =>
    whole.replace(part, (_, asIs: string | undefined, quoted: string | undefined, escaped: string | undefined) =>
      asIs === undefined ? (quoted?.replace(/\\(["\\$`])/g, "$1") ?? escaped ?? "") : asIs,
    ),
  );
}

const ofShell = {
  word: /(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\])+/gs,
  part: /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gs,
};
const ofWindows = {
  word: /(?:"(?:[^"\\]|\\.)*"|\\"|[^\s"])+/g,
  part: /"([^"\\]*(?:\\[^"][^"\\]*)*)"|"((?:[^"\\]|\\.)*)"|\\(")/g,
};

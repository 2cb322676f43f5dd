import { languageOf, languageWithId } from "../../../grammars/languages.ts";
import type { Importing } from "../../languages/importing/rules.ts";
import { rulesOf } from "../../languages/languages.ts";
import { parse } from "../../languages/parse.ts";
import type { Tags } from "../../languages/tags.ts";
import { lineEndOf } from "../../text/indentStyle.ts";
import type { TextChange } from "../../text/textChange.ts";
import type { KnownNames } from "../knownNames.ts";
import { exportersOf } from "./exporters.ts";
import { packageImport } from "./packageImport.ts";
import { wayTo } from "./specifier.ts";

/** A file that lacks an import; `path` is relative to its workspace folder. */
export type ImportingFile = {
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
  readonly tags: Tags;
};

/** Licences and other comments at the top of a file are no longer; parsed in a millisecond. */
const maxHeadLength = 20_000;

/**
 * The change that imports a name the file uses and does not know: the fix that needs no model.
 * Undefined unless exactly one file of the workspace exports the name and can be imported from here, or, where none does,
 * others have it from a package.
 */
export function importFor(name: string, file: ImportingFile, names: KnownNames): TextChange | undefined {
  const { path, languageId, text, tags } = file;
  const language = languageWithId(languageId) ?? languageOf(path);
  const tree = language && parse(language, text.slice(0, maxHeadLength));
  return importInto({ path, language, text, tags, tree, lineEnd: lineEndOf("", text) }, name, names);
}

export function importInto(into: Importing, name: string, names: KnownNames): TextChange | undefined {
  const rules = rulesOf(into.language).importing;
  const exporters = exportersOf(name, into, names);
  const [exporter] = exporters;
  if (!rules || exporters.length > 1) return undefined;
  if (!exporter) {
    const one = packageImport(name, into, names);
    return one && rules.importAs?.(into, one, names);
  }
  const way = wayTo(into, name, exporter, names);
  return way && rules.importOf(into, { name, ...way, exporter }, names);
}

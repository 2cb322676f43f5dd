import { uint32At } from "../../base/at.ts";
import type { FolderView } from "./folderView.ts";
import { ascendingCount } from "./tables/ascending.ts";
import { lineBytes } from "./tables/lineTable.ts";
import { postingBytes } from "./tables/postings.ts";

/** How much is indexed of what is on disk. */
export type Statistics = {
  readonly files: number;
  /** Line ends, as `wc -l` counts them. */
  readonly lines: number;
  readonly bytes: number;
  readonly definitions: number;
  /** Occurrences of identifiers. */
  readonly references: number;
  readonly imports: number;
};

export function statistics({ texts, syntax }: FolderView): Statistics {
  const total = { files: 0, lines: 0, bytes: 0, definitions: 0, references: 0, imports: 0 };
  for (const { table, dead } of texts.layers) {
    const { files, lines, postings } = table;
    for (let file = 0; file < dead.length; file++) {
      if (dead[file] === 1) continue;
      total.files++;
      total.bytes += uint32At(files.bytes, file);
      total.lines += ascendingCount(lineBytes(lines, file));
    }
    for (let p = 0; p < postings.fileOf.length; p++) {
      if (dead[uint32At(postings.fileOf, p)] === 1) continue;
      total.references += ascendingCount(postingBytes(postings, p));
    }
  }
  for (const { table, dead } of syntax.layers) {
    const { definitionsByFile, importsByFile } = table.tags;
    for (let file = 0; file < dead.length; file++) {
      if (dead[file] === 1) continue;
      total.definitions += uint32At(definitionsByFile, file + 1) - uint32At(definitionsByFile, file);
      total.imports += uint32At(importsByFile, file + 1) - uint32At(importsByFile, file);
    }
  }
  return total;
}

import { elementAt, int32At, uint32At } from "../../../base/at.ts";
import type { Steps } from "../../slices/slices.ts";
import { roomFor } from "./arena.ts";
import { Column, groupInto } from "./columns.ts";
import { FileTableBuilder, pathOf, type Stamp, stampOf } from "./fileTable.ts";
import type { Layer } from "./layers.ts";
import { LineTableBuilder } from "./lineTable.ts";
import { type Postings, PostingsWriter } from "./postings.ts";
import { countOf, Interner } from "./strings.ts";
import type { SyntaxTable, TextTable } from "./tables.ts";
import { TagTableBuilder } from "./tagTable.ts";

/** One table with the living files of some layers. `stamps` has newer stamps of files that turned out unchanged. */
export function* mergeTexts(layers: readonly Layer<TextTable>[], stamps: ReadonlyMap<string, Stamp>): Steps<TextTable> {
  const room = roomFor(layers.map(({ table }) => table));
  const files = new FileTableBuilder(room?.files);
  const lines = new LineTableBuilder(room?.lines);
  const numbers: Int32Array[] = [];
  for (const { table, dead } of layers) {
    const number = new Int32Array(dead.length).fill(-1);
    for (let file = 0; file < dead.length; file++) {
      if (dead[file] === 1) continue;
      number[file] = files.size;
      const path = pathOf(table.files, file);
      files.add(path, stamps.get(path) ?? stampOf(table.files, file));
      lines.copy(table.lines, file);
      if (file % 64 > 0) continue;
      yield;
      yield* files.makeRoom();
    }
    numbers.push(number);
  }
  const postings = yield* mergePostings(
    layers.map(({ table }) => table.postings),
    numbers,
    room?.postings,
  );
  return { files: files.build(), lines: lines.build(), postings };
}

/** One table with the living files of some layers. */
export function* mergeSyntax(layers: readonly Layer<SyntaxTable>[]): Steps<SyntaxTable> {
  const room = roomFor(layers.map(({ table }) => table));
  const files = new FileTableBuilder(room?.files);
  const tags = new TagTableBuilder(room?.tags);
  for (const { table, dead } of layers) {
    const ids = new Uint32Array(countOf(table.tags.names));
    for (let file = 0; file < dead.length; file++) {
      if (dead[file] === 1) continue;
      files.add(pathOf(table.files, file), stampOf(table.files, file));
      tags.copy(table.tags, file, ids);
      if (file % 16 > 0) continue;
      yield;
      yield* files.makeRoom();
      yield* tags.makeRoom();
    }
  }
  return { tags: yield* tags.finished(), files: files.build() };
}

/** `numbers` has, for each table, the new number of each of its files, -1 for those left out. */
function* mergePostings(
  tables: readonly Postings[],
  numbers: readonly Int32Array[],
  room: Postings | undefined,
): Steps<Postings> {
  const names = new Interner(room?.names);
  // A row for each name of each table, all tables one after the other.
  const nameOf = new Column();
  const tableOf = new Column();
  const idOf = new Column();
  for (const [t, table] of tables.entries()) {
    const kept = elementAt(numbers, t);
    const isWhole = !kept.includes(-1);
    for (let id = 0; id < countOf(table.names); id++) {
      if (id % 1024 === 0) {
        yield;
        yield* names.makeRoom();
      }
      if (!isWhole && !isLiving(table, id, kept)) continue;
      nameOf.push(names.internFrom(table.names, id));
      tableOf.push(t);
      idOf.push(id);
    }
  }
  const strings = names.strings();
  yield;
  const rows = nameOf.array();
  const starts = new Uint32Array(countOf(strings) + 1);
  const order = new Uint32Array(rows.length);
  yield* groupInto({ starts, order }, rows, 1);
  const [owners, ids] = [tableOf.array(), idOf.array()];
  const postings = new PostingsWriter(strings, room);
  for (let name = 0; name < starts.length - 1; name++) {
    for (let i = uint32At(starts, name); i < uint32At(starts, name + 1); i++) {
      const row = uint32At(order, i);
      const t = uint32At(owners, row);
      const [table, kept, id] = [elementAt(tables, t), elementAt(numbers, t), uint32At(ids, row)];
      for (let p = uint32At(table.byName, id); p < uint32At(table.byName, id + 1); p++) {
        const file = int32At(kept, uint32At(table.fileOf, p));
        if (file >= 0) postings.copy(file, table, p);
      }
    }
    postings.endName();
    if (name % 256 === 0) yield;
  }
  return postings.build();
}

/** True if a name occurs in a file that is kept. */
function isLiving({ byName, fileOf }: Postings, id: number, kept: Int32Array): boolean {
  for (let p = uint32At(byName, id); p < uint32At(byName, id + 1); p++) {
    if (int32At(kept, uint32At(fileOf, p)) >= 0) return true;
  }
  return false;
}

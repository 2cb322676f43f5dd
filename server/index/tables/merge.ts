import { elementAt, int32At, uint32At } from "../../../base/at.ts";
import type { Steps } from "../../slices/slices.ts";
import { roomFor } from "./arena.ts";
import { FileTableBuilder, pathOf, type Stamp, stampOf } from "./fileTable.ts";
import type { Layer } from "./layers.ts";
import { LineTableBuilder } from "./lineTable.ts";
import { type Postings, PostingsWriter, postingBytes } from "./postings.ts";
import { countOf, Interner, type Strings, stringAt } from "./strings.ts";
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
      if (file % 64 === 0) yield;
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
      if (file % 16 === 0) yield;
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
  const { names, ids } = yield* livingNames(tables, numbers, room?.names);
  const postings = new PostingsWriter(names, room);
  for (let name = 0; name < countOf(names); name++) {
    for (let t = 0; t < tables.length; t++) {
      const id = uint32At(elementAt(ids, t), name) - 1;
      if (id < 0) continue;
      const table = elementAt(tables, t);
      for (let p = uint32At(table.byName, id); p < uint32At(table.byName, id + 1); p++) {
        const file = int32At(elementAt(numbers, t), uint32At(table.fileOf, p));
        if (file >= 0) postings.append(file, postingBytes(table, p));
      }
    }
    postings.endName();
    if (name % 256 === 0) yield;
  }
  return postings.build();
}

/** The names that occur in files that are kept. Each table has the id + 1 that it has for each of them, 0 for none. */
function* livingNames(
  tables: readonly Postings[],
  numbers: readonly Int32Array[],
  room: Strings | undefined,
): Steps<{ names: Strings; ids: Uint32Array[] }> {
  const names = new Interner(room);
  const pairs: { own: number; id: number }[][] = [];
  for (const [t, { names: own, byName, fileOf }] of tables.entries()) {
    const kept = elementAt(numbers, t);
    const living: { own: number; id: number }[] = [];
    for (let id = 0; id < countOf(own); id++) {
      if (id % 1024 === 0) yield;
      const files = fileOf.subarray(byName[id], byName[id + 1]);
      if (names.isCrowded) yield* names.spread();
      if (files.some((file) => int32At(kept, file) >= 0)) living.push({ own: id, id: names.intern(stringAt(own, id)) });
    }
    pairs.push(living);
  }
  const ids: Uint32Array[] = [];
  for (const living of pairs) {
    const own = new Uint32Array(names.size);
    for (const pair of living) own[pair.id] = pair.own + 1;
    ids.push(own);
    yield;
  }
  return { names: names.strings(), ids };
}

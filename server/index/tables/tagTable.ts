import { elementAt, uint32At } from "../../../base/at.ts";
import type { Definition, DefinitionKind, Import, ImportedName, Tags } from "../../languages/tags.ts";
import { atOnce, type Steps } from "../../slices/slices.ts";
import { Column, groupInto, groupOf } from "./columns.ts";
import { countOf, Interner, idOf, type Strings, stringAt } from "./strings.ts";

/**
 * The definitions and imports of some files, as rows of numbers.
 *
 * File `f` has the definitions `definitionsByFile[f]` up to `definitionsByFile[f + 1]` and the imports likewise.
 * Name `n` has the definitions `byName[definitionsByName[n]]` up to `byName[definitionsByName[n + 1]]`.
 */
export type TagTable = {
  readonly names: Strings;
  /** Rows of `definitionWidth`: name, kind | exported << 8, the seven offsets as in `Definition`, parent + 1. */
  readonly definitions: Uint32Array;
  readonly definitionsByFile: Uint32Array;
  readonly definitionsByName: Uint32Array;
  readonly byName: Uint32Array;
  /** Rows of `importWidth`: specifier, kind, start, end, the first of its imported names (the next row ends them). */
  readonly imports: Uint32Array;
  readonly importsByFile: Uint32Array;
  /** Pairs: imported, local. */
  readonly importedNames: Uint32Array;
};

const definitionWidth = 10;
const importWidth = 5;

/** New kinds go to the end: their place in the list is what is stored. */
const kinds: readonly DefinitionKind[] = [
  ..."module namespace class interface type enum enumMember function method constructor field constant variable".split(
    " ",
  ),
] as DefinitionKind[];
const exports: readonly Definition["exported"][] = ["no", "named", "default"];
const importKinds: readonly Import["kind"][] = ["static", "type", "dynamic", "require", "reexport"];

/** Each of the two lists is read when it is first asked for. */
export function tagsOf(table: TagTable, file: number): Tags {
  let definitions: readonly Definition[] | undefined;
  let imports: readonly Import[] | undefined;
  return {
    get definitions() {
      definitions ??= definitionsIn(table, file);
      return definitions;
    },
    get imports() {
      imports ??= importsIn(table, file);
      return imports;
    },
  };
}

function definitionsIn(table: TagTable, file: number): Definition[] {
  const first = uint32At(table.definitionsByFile, file);
  const count = uint32At(table.definitionsByFile, file + 1) - first;
  return Array.from({ length: count }, (_, i) => definitionAt(table, first + i));
}

function importsIn(table: TagTable, file: number): Import[] {
  const first = uint32At(table.importsByFile, file);
  const count = uint32At(table.importsByFile, file + 1) - first;
  return Array.from({ length: count }, (_, i) => importAt(table, first + i));
}

/** Every definition of a name, with the file it is in. */
export function definitionsNamed(table: TagTable, name: string): { file: number; definition: Definition }[] {
  const id = idOf(table.names, name);
  if (id < 0) return [];
  return Array.from(
    table.byName.subarray(table.definitionsByName[id], table.definitionsByName[id + 1]),
    (definition) => ({
      file: groupOf(table.definitionsByFile, definition),
      definition: definitionAt(table, definition),
    }),
  );
}

function definitionAt({ names, definitions }: TagTable, id: number): Definition {
  const row = id * definitionWidth;
  const at = (column: number) => uint32At(definitions, row + column);
  return {
    name: stringAt(names, at(0)),
    kind: elementAt(kinds, at(1) & 0xff),
    nameStart: at(2),
    nameEnd: at(3),
    start: at(4),
    end: at(5),
    bodyStart: at(6),
    docStart: at(7),
    docEnd: at(8),
    parent: at(9) - 1,
    exported: exports[at(1) >> 8] as Definition["exported"],
  };
}

function importAt({ names, imports, importedNames }: TagTable, id: number): Import {
  const row = id * importWidth;
  const at = (column: number) => uint32At(imports, row + column);
  const bound: ImportedName[] = [];
  for (let pair = at(4); pair < namesEnd({ imports, importedNames }, id); pair++) {
    bound.push({
      imported: stringAt(names, uint32At(importedNames, pair * 2)),
      local: stringAt(names, uint32At(importedNames, pair * 2 + 1)),
    });
  }
  const kind = importKinds[at(1)] as Import["kind"];
  return { specifier: stringAt(names, at(0)), kind, names: bound, start: at(2), end: at(3) };
}

function namesEnd({ imports, importedNames }: Pick<TagTable, "imports" | "importedNames">, id: number): number {
  return imports[(id + 1) * importWidth + 4] ?? importedNames.length / 2;
}

/** Makes a table file by file, out of tags or out of other tables. */
export class TagTableBuilder {
  readonly #room: TagTable | undefined;
  readonly #names: Interner;
  readonly #definitions: Column;
  readonly #definitionsByFile: Column;
  readonly #imports: Column;
  readonly #importsByFile: Column;
  readonly #importedNames: Column;

  /** Writes into `room` as long as that is enough. */
  constructor(room?: TagTable) {
    this.#room = room;
    this.#names = new Interner(room?.names);
    this.#definitions = new Column(room?.definitions);
    this.#definitionsByFile = new Column(room?.definitionsByFile);
    this.#imports = new Column(room?.imports);
    this.#importsByFile = new Column(room?.importsByFile);
    this.#importedNames = new Column(room?.importedNames);
    this.#definitionsByFile.push(0);
    this.#importsByFile.push(0);
  }

  /** See `Interner`. */
  makeRoom(): Steps<void> {
    return this.#names.makeRoom();
  }

  add({ definitions, imports }: Tags): void {
    for (const it of definitions) {
      const kind = kinds.indexOf(it.kind) | (exports.indexOf(it.exported) << 8);
      const { nameStart, nameEnd, start, end, bodyStart, docStart, docEnd, parent } = it;
      const name = this.#names.intern(it.name);
      this.#definitions.append([name, kind, nameStart, nameEnd, start, end, bodyStart, docStart, docEnd, parent + 1]);
    }
    for (const it of imports) {
      const specifier = this.#names.intern(it.specifier);
      this.#imports.append([specifier, importKinds.indexOf(it.kind), it.start, it.end, this.#importedNames.length / 2]);
      for (const { imported, local } of it.names) {
        this.#importedNames.append([this.#names.intern(imported), this.#names.intern(local)]);
      }
    }
    this.#endFile();
  }

  /** The next file, as another table has it. `ids` remembers what that table's names are called here (id + 1). */
  copy(table: TagTable, file: number, ids: Uint32Array): void {
    const name = (id: number) => {
      if (ids[id] === 0) ids[id] = this.#names.internFrom(table.names, id) + 1;
      return uint32At(ids, id) - 1;
    };
    const { definitions, definitionsByFile, imports, importsByFile, importedNames } = table;
    for (let id = uint32At(definitionsByFile, file); id < uint32At(definitionsByFile, file + 1); id++) {
      const row = id * definitionWidth;
      this.#definitions.push(name(uint32At(definitions, row)));
      this.#definitions.copy(definitions, row + 1, row + definitionWidth);
    }
    for (let id = uint32At(importsByFile, file); id < uint32At(importsByFile, file + 1); id++) {
      const row = id * importWidth;
      this.#imports.push(name(uint32At(imports, row)));
      this.#imports.copy(imports, row + 1, row + importWidth - 1);
      this.#imports.push(this.#importedNames.length / 2);
      const end = namesEnd(table, id) * 2;
      for (let i = uint32At(imports, row + 4) * 2; i < end; i++)
        this.#importedNames.push(name(uint32At(importedNames, i)));
    }
    this.#endFile();
  }

  build(): TagTable {
    return atOnce(this.finished());
  }

  /** The table, in steps. */
  *finished(): Steps<TagTable> {
    const names = this.#names.strings();
    const definitions = this.#definitions.array();
    const starts = zeros(countOf(names) + 1, this.#room?.definitionsByName);
    const order = zeros(definitions.length / definitionWidth, this.#room?.byName);
    yield* groupInto({ starts, order }, definitions, definitionWidth);
    return {
      names,
      definitions,
      definitionsByFile: this.#definitionsByFile.array(),
      definitionsByName: starts,
      byName: order,
      imports: this.#imports.array(),
      importsByFile: this.#importsByFile.array(),
      importedNames: this.#importedNames.array(),
    };
  }

  #endFile(): void {
    this.#definitionsByFile.push(this.#definitions.length / definitionWidth);
    this.#importsByFile.push(this.#imports.length / importWidth);
  }
}

/** So many zeros, in that room if it has enough. */
function zeros(length: number, room: Uint32Array | undefined): Uint32Array {
  return room && length <= room.length ? room.subarray(0, length) : new Uint32Array(length);
}

import { elementAt } from "../../../base/at.ts";
import { type FileTable, fileCount, fileNumber, pathOf } from "./fileTable.ts";

type Table = { readonly files: FileTable };

/** A table and which of its files still count. */
export type Layer<T> = {
  readonly table: T;
  /** 1 where a newer layer has the file, or where the file is gone. */
  readonly dead: Uint8Array;
  /** How many files are not dead. */
  readonly alive: number;
};

/**
 * Tables laid over each other: for each path the newest one counts. Immutable. A layer put on top or a file taken out
 * makes a new value. It shares all tables with the old one.
 */
export class Layers<T extends Table> {
  readonly layers: readonly Layer<T>[];

  constructor(layers: readonly Layer<T>[] = []) {
    this.layers = layers;
  }

  static of<T extends Table>(table: T): Layers<T> {
    return new Layers<T>().with(table);
  }

  get size(): number {
    return this.layers.reduce((sum, { alive }) => sum + alive, 0);
  }

  find(path: string): { readonly table: T; readonly file: number } | undefined {
    for (let i = this.layers.length - 1; i >= 0; i--) {
      const { table, dead } = elementAt(this.layers, i);
      const file = fileNumber(table.files, path);
      if (file >= 0 && dead[file] === 0) return { table, file };
    }
    return undefined;
  }

  has(path: string): boolean {
    return this.find(path) !== undefined;
  }

  *paths(): Generator<string> {
    for (const { table, dead } of this.layers) {
      for (let file = 0; file < dead.length; file++) if (dead[file] === 0) yield pathOf(table.files, file);
    }
  }

  with(table: T): Layers<T> {
    const alive = fileCount(table.files);
    if (alive === 0) return this;
    const layer = { table, dead: new Uint8Array(alive), alive };
    if (this.layers.length === 0) return new Layers([layer]);
    const paths = Array.from({ length: alive }, (_, file) => pathOf(table.files, file));
    return new Layers([...this.without(paths).layers, layer]);
  }

  without(paths: Iterable<string>): Layers<T> {
    const all = [...paths];
    return new Layers(this.layers.map((layer) => withoutIn(layer, all)).filter(({ alive }) => alive > 0));
  }
}

function withoutIn<T extends Table>(layer: Layer<T>, paths: readonly string[]): Layer<T> {
  const gone = paths
    .map((path) => fileNumber(layer.table.files, path))
    .filter((file) => file >= 0 && layer.dead[file] === 0);
  if (gone.length === 0) return layer;
  const dead = layer.dead.slice();
  for (const file of gone) dead[file] = 1;
  return { table: layer.table, dead, alive: layer.alive - gone.length };
}

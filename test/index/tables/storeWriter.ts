import { Store } from "../../../server/index/tables/store.ts";
import { SyntaxTableBuilder, TextTableBuilder } from "../../../server/index/tables/tables.ts";

/** Writes an index over and over until it is killed. */
const store = new Store({ folder: process.argv[2] as string, log: console.error });
for (let round = 0; ; round++) {
  const name = `name${round}${"x".repeat(100_000)}`;
  const stamp = { modifiedMs: 1, bytes: 2, hash: "0123456789abcdef" };
  const texts = new TextTableBuilder();
  texts.add("a.ts", stamp, name, [0], (found) => found(0, name.length));
  const trees = new SyntaxTableBuilder();
  trees.add("a.ts", stamp, { definitions: [], imports: [] });
  if (round === 1) process.send?.("writing");
  await store.save("/project", "v1", { text: texts.build(), syntax: trees.build() });
}

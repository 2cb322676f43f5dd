import type { LoadedModel } from "../../../models/engine.ts";
import type { Cursor } from "../../context/cursor.ts";
import type { ShapedHole } from "../../suggestions/filter.ts";
import type { Session } from "../session.ts";
import type { Remembered } from "./remember.ts";

type Needs = Pick<Session, "contexts">;

/** Loaded when it is needed: an editor waits for `initialize`. */
const remembering = () => import("./remember.ts");

/** What the workspace remembers at a cursor; looked up once, when first asked for. */
export type MemoryAtCursor = {
  /** The likeliest with at least this confidence; with that which it takes beside a model, or where none answers. */
  readonly best: (least: number | LoadedModel | null) => Promise<Remembered | undefined>;
  readonly drafts: () => Promise<readonly string[]>;
};

export function memoryAt(session: Needs, cursor: Cursor, hole: ShapedHole): MemoryAtCursor {
  const loaded = remembering();
  let found: ReturnType<Awaited<typeof loaded>["recallAt"]> | undefined;
  const recall = async () => {
    const { recallAt } = await loaded;
    found ??= recallAt(session, cursor, hole);
    return found;
  };
  return {
    best: async (least) => {
      const { bestMemory, confidenceBefore } = await loaded;
      return bestMemory(await recall(), hole, typeof least === "number" ? least : confidenceBefore(least));
    },
    drafts: async () => (await loaded).draftsOf(await recall()),
  };
}

/** The names that an import at the cursor lacks; undefined where nothing is lacking for sure. */
export async function lackingImport(session: Needs, cursor: Cursor, hole: ShapedHole): Promise<Remembered | undefined> {
  const { bestMemory, confidenceBefore, importsAt } = await remembering();
  return bestMemory(await importsAt(session, cursor, hole), hole, confidenceBefore(null));
}

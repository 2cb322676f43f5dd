import type { CancelToken } from "../../../base/pause.ts";
import type { Cursor } from "../../context/cursor.ts";
import { type Origin, type TypeFacts, type TypeOracle, unlimitedMs } from "../../context/typeFacts.ts";
import { innermost } from "../../index/codeIndex.ts";
import { Roots } from "../../index/live/placement.ts";
import { filePath } from "../../index/paths.ts";
import { stateIn } from "../../index/workspace.ts";

/**
 * Nobody waits longer for a type, counted from when the request came: the debounce and the look-up of other things run in
 * that time, too. The editor's own turn is 10 ms of it (`server/wrap/otherTypes.ts`); a list that the editor asked for with the
 * dot needs no turn. A small model takes 100 ms and more to its first token (docs/measured.md), so that this is not seen.
 * What comes later is there for the next letter.
 */
const budgetMs = 30;

/** What is told of a place: all of it, and that which a model may be shown. */
export type PlaceFacts = {
  readonly known?: TypeFacts | undefined;
  readonly shown?: TypeFacts | undefined;
};

const nothing: PlaceFacts = {};

/** Folders of packages that somebody else wrote. They are ignored by git, and are no secret. */
const packages = /[\\/](?:node_modules|site-packages|dist-packages|typeshed[\w-]*|vendor|\.?venv|target|\.cargo)[\\/]/;

/** Has the language server beside Hearth asked of a place, if there is one. Returns at once. */
export function expectFacts(oracle: TypeOracle | undefined, cursor: Cursor): void {
  oracle?.expect(placeOf(cursor));
}

/**
 * What is known of a place by now, or within the budget. A model is shown nothing of a file that it may not see, and
 * nothing of which nobody says where it is from. `pathOf` gives the workspace's name of a file.
 */
export async function factsAt(
  oracle: TypeOracle | undefined,
  cursor: Cursor,
  pathOf: (file: string) => string | undefined,
  token?: CancelToken,
): Promise<PlaceFacts> {
  const known = await oracle?.facts(placeOf(cursor), unlimitedMs ?? budgetMs, token);
  if (!known) return nothing;
  const shown = <T extends { readonly origins: readonly Origin[] | undefined }>(fact: T | undefined) => {
    if (!fact?.origins?.every((origin) => maySee(cursor, origin))) return undefined;
    return {
      ...fact,
      origins: fact.origins.map((origin) => ({
        ...origin,
        path: pathOf(filePath(origin.uri) ?? ""),
      })),
    };
  };
  return {
    known,
    shown: { members: shown(known.members), signature: shown(known.signature) },
  };
}

function placeOf({ file, offset }: Cursor) {
  return { uri: file.uri, text: file.text, offset };
}

/** To place a file asks the disk, and a fact is asked about at every key. It is told anew where files change. */
const places = new WeakMap<Origin, ReturnType<typeof placed>>();

/** The one gate asks the same of documents: what looks secret or is ignored is shown to no model. */
function maySee({ snapshot }: Cursor, origin: Origin): boolean {
  const { isWithheld, isOurs } = places.get(origin) ?? placed(snapshot, origin);
  return !isWithheld && (!isOurs || stateIn(snapshot, origin.uri) !== undefined);
}

function placed({ folders }: Cursor["snapshot"], origin: Origin) {
  const roots = new Roots(folders);
  const { key, withheld } = roots.place(origin.uri);
  const isOurs = innermost(roots.paths, key) !== undefined && !packages.test(key);
  const place = { isWithheld: withheld !== undefined, isOurs };
  places.set(origin, place);
  return place;
}

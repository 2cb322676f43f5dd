import type { Action } from "../../actions/action.ts";
import { type Offered, offersAt } from "../../actions/actions.ts";
import { sameChange } from "../../actions/sameChange.ts";
import { meanings, type Site } from "../../actions/site.ts";
import type { SourceFile } from "../../index/sourceFile.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import type { Problem } from "../../text/problem.ts";
import { nextEditsAt, noNextEdits } from "../nextEdits/nextEditsAt.ts";
import type { Session } from "../session.ts";
import { siteAt } from "./siteAt.ts";

/** An offer, with its place among those that the range may mean. */
export type OfferedAt = Offered & { readonly place: OffsetRange; readonly site: Site };

/** The means to find what can be done. */
type Here = Pick<
  Session,
  "snapshot" | "workspace" | "contexts" | "client" | "config" | "nextEditing" | "published" | "withheldEdits" | "log"
>;

/**
 * The offers of these actions at everything that a range may mean, each once, in the order of the actions. An editor
 * that asks by itself does not wait until typing has settled.
 */
export async function offersIn(
  session: Here,
  file: SourceFile,
  selected: OffsetRange,
  problems: readonly Problem[],
  among: readonly Action[],
  isAutomatic = false,
): Promise<OfferedAt[]> {
  const places = meanings(file.text, selected);
  const isAsked = among.includes(sameChange) && !(isAutomatic && session.nextEditing.isTyping);
  const wanted = isAutomatic ? "sure" : "alike";
  const told = problems.map((problem) => ({ ...problem, uri: file.uri }));
  const found = isAsked ? await nextEditsAt(session, file.uri, selected.start, wanted, told) : noNextEdits;
  const next = "places" in found ? found.places : [];
  const sites = await Promise.all(
    places.map(async (place) => ({ place, site: await siteAt(session, file, place, problems, next) })),
  );
  const all = among.flatMap((action) =>
    sites.flatMap((at) => offersAt(at.site, [action], session.log.error).map((offered) => ({ ...offered, ...at }))),
  );
  const named = new Map<string, OfferedAt>();
  for (const offered of all) {
    const { key = "", title } = offered.offer;
    const name = JSON.stringify([offered.action.id, key, title]);
    if (!named.has(name)) named.set(name, offered);
  }
  return [...named.values()];
}

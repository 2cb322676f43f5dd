import type { Action } from "../../actions/action.ts";
import { type Offered, offersAt } from "../../actions/actions.ts";
import { meanings, type Site } from "../../actions/site.ts";
import type { SourceFile } from "../../index/sourceFile.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import type { Problem } from "../../text/problem.ts";
import type { Session } from "../session.ts";
import { siteAt } from "./siteAt.ts";

/** An offer, with its place among those that the range may mean. */
export type OfferedAt = Offered & { readonly place: OffsetRange; readonly site: Site };

/** The offers of these actions at everything that a range may mean, each once, in the order of the actions. */
export async function offersIn(
  session: Pick<Session, "snapshot" | "workspace" | "contexts" | "client" | "log">,
  file: SourceFile,
  selected: OffsetRange,
  problems: readonly Problem[],
  among: readonly Action[],
): Promise<OfferedAt[]> {
  const places = meanings(file.text, selected);
  const sites = await Promise.all(
    places.map(async (place) => ({ place, site: await siteAt(session, file, place, problems) })),
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

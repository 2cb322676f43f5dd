import { errorText } from "../../../base/errorText.ts";
import type { Log } from "../../../base/log.ts";
import type { Engine } from "../../../models/engine.ts";
import { Viewers } from "../../../models/local/viewers.ts";
import type { RequestRecord } from "../../../models/requestRecord.ts";
import type { Workspace } from "../../index/workspace.ts";
import type { Suggester } from "../generation/suggester.ts";
import { courseRecord } from "./courseRecord.ts";
import { requestRecord } from "./requestRecord.ts";

/** The parts of a server that are viewed. */
type Viewed = {
  /** The editor's name. */
  readonly name: string;
  readonly suggester: Suggester;
  readonly workspace: Workspace;
  /** The one of now. */
  readonly engine: () => Engine;
  readonly log: Log;
};

/** Lets this user's `hearth view` and `hearth trace` ask the server. Rejects where there can be no socket. */
export async function openToViewers({ name, suggester, workspace, engine, log }: Viewed): Promise<Viewers> {
  const viewers = await Viewers.listen({
    name,
    report: () => ({
      folders: workspace.snapshot().folders.map(({ name }) => name),
      completion: engine().status,
      counts: suggester.counters.byName(),
      keys: suggester.keys,
      rssBytes: process.memoryUsage.rss(),
    }),
    traces: () => suggester.traces.all,
    log: log.debug,
  });
  let answers = 0;
  const tell = (recordOf: (id: number) => RequestRecord) => {
    try {
      viewers.tell(recordOf(++answers));
    } catch (error) {
      log.error(`a viewer was not told of an answer: ${errorText(error)}`);
    }
  };
  // The answer is on its way to the editor first.
  suggester.onAnswer = (seen) => {
    if (viewers.isWatched) setImmediate(tell, (id: number) => requestRecord(id, seen));
  };
  suggester.traces.onEnd = (course, end, trace) => {
    if (viewers.isWatched) setImmediate(tell, (id: number) => courseRecord(id, course, end, trace));
  };
  return viewers;
}

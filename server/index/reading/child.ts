import { constants, getPriority, setPriority } from "node:os";
import { compileLess } from "./compileLess.ts";
import { type ReadingJob, runJob } from "./job.ts";
import type { ChildReply, ChildRequest } from "./poolChild.ts";

/** Runs jobs until its parent is gone, see `poolChild.ts`: it parses in bulk, so that the server never does. */

// Indexing must not make typing slow, neither in the server nor in the editor. Where an editor was started with a lower
// priority still, this process keeps that: only root may raise one.
const { PRIORITY_BELOW_NORMAL } = constants.priority;
if (getPriority() < PRIORITY_BELOW_NORMAL) setPriority(PRIORITY_BELOW_NORMAL);

compileLess();

let last = Promise.resolve();

process.on("message", ({ id, job }: ChildRequest) => {
  last = last.then(() => answer(id, job));
});
process.on("disconnect", () => process.exit());

async function answer(id: number, job: ReadingJob): Promise<void> {
  const result = await runJob(job);
  const { user, system } = process.cpuUsage();
  const reply: ChildReply = {
    id,
    result,
    cpuMs: (user + system) / 1000,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
  process.send?.(reply);
}

/**
 * Users of several editors type, accept, undo, hover and act on copies of real code, in which secrets were planted, with
 * the embedded model, for the asked time or number of requests: is every request answered, do memory and handles stay
 * as they are once warm, and is none of the secrets in what the model was asked, in a file or in what editors were told?
 * `npm run soak -- [--minutes N | --requests N] [--users K] [--pace MS] DIR...`
 */
import { lstatSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { MessageType } from "vscode-languageserver";
import { defaultConfig } from "../../server/config/config.ts";
import { hostSettings } from "../../server/engines/hostSettings.ts";
import { everythingIn, holding } from "../faults/lib/files.ts";
import { handles, processesOf, rssBytes } from "../faults/lib/processes.ts";
import { leaks } from "../faults/lib/secrets.ts";
import { ProcessEditor } from "../process/editor.ts";
import { asUser } from "../process/engines.ts";
import { repository, TestUser } from "../process/environment.ts";
import { randomFrom } from "../random.ts";
import { type Manner, manners } from "./lib/manners.ts";
import { percentile, sum } from "./lib/percentile.ts";
import { plantedWorkspace } from "./lib/plantedWorkspace.ts";
import { Soaker, type Tally } from "./lib/soaker.ts";
import { Tap } from "./lib/tap.ts";

const { values, positionals } = parseArgs({
  options: {
    minutes: { type: "string", default: "5" },
    requests: { type: "string" },
    users: { type: "string", default: "4" },
    pace: { type: "string", default: "60" },
  },
  allowPositionals: true,
});
const roots = (positionals.length > 0 ? positionals : [join(repository, "server")]).map((root) => resolve(root));
const mostRequests = values.requests ? Number(values.requests) : Infinity;
const endMs = values.requests ? Infinity : performance.now() + Number(values.minutes) * 60_000;
const sampleMs = 5000;
/** Of the memory in the last quarter over that in the quarter before. */
const allowedGrowth = 0.05;

type Sample = { readonly who: string; readonly bytes: number; readonly handles: number };

const user = new TestUser();
using _environment = asUser(user);
const workspaces = roots.map((root, number) => {
  const folder = join(user.folder, `workspace${number}`);
  const files = plantedWorkspace(root, folder, join(user.folder, `outside${number}`));
  user.hearth("index", folder);
  return { folder, files };
});
const settings = { idleMinutes: 60, log: "debug" } as const;
/** Code that stands between the secrets and may be shown: that it was seen shows that secrets would have been. */
const amongSecrets = ["the code among them", "connect_to_storage"] as const;
const tap = await Tap.open(hostSettings({ ...defaultConfig, ...settings }), [...leaks, amongSecrets]);
const tally: Tally = { sent: 0, answered: 0, cancels: 0, accepted: 0, undone: 0, errors: [], ms: new Map() };
const samples: (readonly Sample[])[] = [];
const editors: { readonly who: string; readonly editor: ProcessEditor }[] = [];

const work = Array.from({ length: Number(values.users) }, async (_, number) => {
  const manner = manners[number % manners.length] as Manner;
  const editor = new ProcessEditor(user);
  editors.push({ who: `server of user ${number + 1}, ${manner.name}`, editor });
  const { folder, files } = workspaces[number % workspaces.length] as (typeof workspaces)[number];
  await editor.initialize({ folder, settings });
  const random = randomFrom(number + 1);
  const isOver = () => performance.now() > endMs || tally.sent >= mostRequests;
  await new Soaker(editor, manner, { files, random, paceMs: Number(values.pace), tally }).work(isOver);
});
const sampling = setInterval(look, sampleMs);
await Promise.all(work);
clearInterval(sampling);
const isFlat = report();
for (const { editor } of editors) await editor.shutdown();
const isSecret = search();
tap.close();
user[Symbol.dispose]();
process.exit(isFlat && isSecret && tally.sent === tally.answered && tally.errors.length === 0 ? 0 : 1);

/** The memory of every process that lasts. */
function look(): void {
  const names = new Map(editors.map(({ who, editor }) => [editor.process.pid, who]));
  const found = processesOf(user).flatMap(({ pid, command }) => {
    const who = names.get(pid) ?? (command.startsWith("hearth-host") ? `host ${pid}` : undefined);
    return who ? [{ who, bytes: rssBytes(pid), handles: handles(pid) }] : [];
  });
  samples.push(found);
  const line = found.map(({ who, bytes, handles }) => `${who} ${megabytes(bytes)}/${handles}`).join(", ");
  console.log(`${String(tally.sent).padStart(6)} requests: ${line}`);
}

function report(): boolean {
  const { sent, answered, cancels, accepted, undone, errors } = tally;
  console.log(`\n${answered} of ${sent} requests answered, ${cancels} cancelled, ${errors.length} errors`);
  console.log(`${accepted} suggestions accepted, ${undone} undone`);
  for (const error of new Set([...errors, ...loggedErrors()])) console.log(`  ${error}`);
  for (const [method, ms] of tally.ms) {
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(ms, share).toFixed(0));
    console.log(`${method}: ${ms.length} answers, p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`);
  }
  const growths = [...new Set(samples.flat().map(({ who }) => who))].map((who) => growth(who));
  return growths.every((one) => one <= allowedGrowth);
}

/** What servers wrote to their editors' logs as an error. */
function loggedErrors(): string[] {
  return editors.flatMap(({ editor }) =>
    editor.heard.flatMap(({ method, params }) => {
      const { type, message } = params as { type: MessageType; message: string };
      return method === "window/logMessage" && type === MessageType.Error ? [message] : [];
    }),
  );
}

/** Of a process's memory from the third quarter of the time to the last; below 0 where it gave some back. */
function growth(who: string): number {
  const own = samples.flatMap((sample) => sample.find((one) => one.who === who) ?? []);
  const quarter = Math.floor(own.length / 4);
  const mean = (part: readonly Sample[]) => sum(part.map(({ bytes }) => bytes)) / part.length;
  const [third, last] = [mean(own.slice(-2 * quarter, -quarter)), mean(own.slice(-quarter))];
  const grown = quarter === 0 ? 0 : last / third - 1;
  const files = own.map(({ handles }) => handles);
  console.log(
    `${who}: ${megabytes(own.at(-1)?.bytes ?? 0)} at the end, ${(grown * 100).toFixed(1)} % more than a quarter before, ${Math.min(...files)} to ${Math.max(...files)} handles`,
  );
  return grown;
}

/** Looks for the planted secrets in all that left the servers: what the host was asked, files, and words to editors. */
function search(): boolean {
  const { XDG_CACHE_HOME, XDG_STATE_HOME, XDG_RUNTIME_DIR, HOME } = user.env as Record<string, string>;
  const paths = everythingIn(...([XDG_CACHE_HOME, XDG_STATE_HOME, XDG_RUNTIME_DIR, HOME] as string[]));
  const written = paths.filter((path) => lstatSync(path).isFile());
  const said = editors.map(({ editor }) => editor.said).join("\n");
  const found = leaks.flatMap(([name, bytes]) => [
    ...(tap.seen.has(name) ? [`${name}, shown to the model`] : []),
    ...holding(written, bytes).map((path) => `${name}, in ${path}`),
    ...(said.includes(bytes) ? [`${name}, told to an editor`] : []),
  ]);
  const isShown = tap.seen.has(amongSecrets[0]);
  console.log(
    `${Math.round(tap.bytes / 1000)} kB of requests to the model, ${written.length} files and ${said.length} characters ` +
      `told to editors searched for ${leaks.length} secrets: ${found.length === 0 ? "none" : found.length} found; ` +
      `${amongSecrets[0]} was ${isShown ? "" : "not "}shown to the model`,
  );
  for (const one of found) console.log(`  ${one}`);
  return found.length === 0 && isShown;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

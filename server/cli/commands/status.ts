import type { LoadedModel } from "../../../models/engine.ts";
import { runningHosts } from "../../../models/local/hosts.ts";
import type { HostReport } from "../../../models/local/protocol.ts";
import { servedTotal, zero } from "../../../models/local/totals.ts";
import { readUserConfig } from "../../config/file.ts";
import { memoryOnly } from "../../engines/choice.ts";
import { remotesInUse } from "../../engines/leaves.ts";
import { command, print, printJson } from "../command.ts";
import { cost, describeServed } from "../served.ts";

export const statusCommand = command({
  usage: "status [--total] [--json]",
  summary: "Shows the models in memory and the servers in use: for whom they are, and what they have served.",
  details: `
What was served since the beginning comes last, and what it would have cost elsewhere where hearth.price says so.

  --total   only that
  --json    a list with one object for each running engine host; with --total {requests, promptTokens,
            generatedTokens, since, cost, currency}, cost being null without a price`,
  options: { json: { type: "boolean" }, total: { type: "boolean" } },
  most: 0,
  run: async ({ json, total: onlyTotal }, _positionals, io) => {
    const { config } = readUserConfig();
    const { price } = config;
    const total = servedTotal() ?? zero(new Date());
    if (onlyTotal && json)
      return printJson(io, { ...total, cost: cost(total, price) ?? null, currency: price.currency });
    if (onlyTotal) return print(io, describeServed(total, price));
    const hosts = await runningHosts();
    if (json) return printJson(io, hosts);
    const memory =
      config.model === memoryOnly ? ["Code is completed by the memory of the workspace, without a model."] : [];
    const local = hosts.length === 0 ? ["No model is in memory."] : hosts.map(describe);
    const served = total.requests > 0 ? [describeServed(total, price)] : [];
    print(io, [...memory, ...local, ...remotesInUse(config), ...served].join("\n\n"));
  },
});

function describe(host: HostReport): string {
  const { status } = host;
  const gpu = status.state === "ready" ? placement(status.model) : "";
  const model = status.state === "ready" ? status.model : undefined;
  const rows: (readonly [string, string])[] = [
    ["state", status.state === "failed" ? status.message : `${status.state}${gpu}`],
    ["model", `${host.model}${host.role === "chat" ? ", for questions beside another model" : ""}`],
    [
      "memory",
      `${megabytes(host.rssBytes)}${host.vramBytes ? `, ${megabytes(host.vramBytes)} of GPU memory in use` : ""}`,
    ],
    ...(model ? [["estimate", estimate(model)] as const] : []),
    ...(model?.compromise ? [["note", model.compromise] as const] : []),
    ["served", `${host.requests} requests, ${host.generatedTokens} tokens generated`],
    ["prompts", `${host.promptTokens} tokens, of which ${host.evaluatedTokens} were evaluated and the others reused`],
    ["clients", host.clients.map(({ name, pid }) => `${name} (${pid})`).join(", ") || "none"],
    ...host.clients.flatMap(suggestions),
    ["idle", `${duration(host.idleMs)} of ${duration(host.upMs)}`],
  ];
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  const name =
    status.state === "ready" ? `${status.model.name} (${status.model.family ?? "conversations only"})` : "engine host";
  return [`${name}, process ${host.pid}`, ...rows.map(([label, value]) => `  ${label.padEnd(width)}${value}`)].join(
    "\n",
  );
}

/**
 * The fate of an editor's suggestions. The shown ones come first, then the reasons why nothing was shown, the most
 * frequent first.
 */
function suggestions({ name, counts }: HostReport["clients"][number]): [string, string][] {
  const {
    shown = 0,
    remembered = 0,
    accepted = 0,
    typedThrough = 0,
    superseded = 0,
    withdrawn = 0,
    ...others
  } = counts;
  const { judgedCharacters = 0, keptCharacters = 0, ...events } = others;
  const { nextEditsShown = 0, nextEditsAccepted = 0, ...silences } = events;
  const fromMemory = remembered === 0 ? "" : ` (${remembered} from the workspace's memory)`;
  const kept =
    judgedCharacters === 0
      ? ""
      : ` (of ${judgedCharacters} characters ${keptCharacters} stood there two minutes later)`;
  if (Object.values(counts).every((count) => count === 0)) return [];
  const reasons = Object.entries(silences).sort(([, a], [, b]) => b - a);
  const wrong = withdrawn === 0 ? "" : `, ${withdrawn} withdrawn`;
  const nextEdits: [string, string] = ["", `${nextEditsShown} next edits shown, ${nextEditsAccepted} accepted`];
  const silent = reasons.map(([reason, count]) => `${reason} ${count}`).join(", ") || "never";
  return [
    [
      name,
      `${shown} suggestions shown${fromMemory}, ${accepted} accepted${kept}, ${typedThrough} typed through, ${superseded} superseded${wrong}`,
    ],
    ["", `silent: ${silent}`],
    ...(nextEditsShown === 0 ? [] : [nextEdits]),
  ];
}

function placement(model: { gpu: string | false; gpuLayers: number; totalLayers: number; threads: number }): string {
  return model.gpu
    ? `, ${model.gpuLayers} of ${model.totalLayers} layers on the GPU (${model.gpu})`
    : `, on the CPU with ${model.threads} ${model.threads === 1 ? "thread" : "threads"}`;
}

function estimate({ memoryBytes: { ram, vram } }: LoadedModel): string {
  return `${megabytes(ram)} for weights and caches${vram ? `, and ${megabytes(vram)} on the GPU` : ""}`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

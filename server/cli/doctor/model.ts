import { basename } from "node:path";
import { neededMemoryBytes, usualUse } from "../../../models/catalog/memory.ts";
import { ownModel } from "../../../models/catalog/userModels.ts";
import type { GgufFacts } from "../../../models/host/inspect/gguf.ts";
import { inspect, type MachineReport } from "../../../models/host/inspect/inspect.ts";
import { runningHosts } from "../../../models/local/hosts.ts";
import type { HostSettings } from "../../../models/local/protocol.ts";
import { memoryOnly } from "../../engines/choice.ts";
import { remotesInUse } from "../../engines/leaves.ts";
import { embeddedModel } from "../../engines/modelPath.ts";
import { size } from "../sizes.ts";
import { type DoctorCheck, type Finding, ok, type Patient, problem, warning } from "./check.ts";
import { localRoles, unknownModels } from "./roles.ts";

/** The model files' account of themselves, and whether there is memory for them. */
export const modelCheck: DoctorCheck = {
  name: "model",
  run: async (patient) => {
    const remotes = remotesInUse(patient.config).map((sentence) => ok("model", sentence));
    const findings = localRoles(patient.config).map(({ name, settings }) =>
      describe(name === "chat" ? "chat" : "model", settings, patient),
    );
    const unknown = unknownModels(patient.config).map(({ name, unknown }) =>
      problem(
        name,
        `there is no model with the id ${unknown}`,
        "hearth models lists them; a file is named by its path",
      ),
    );
    const memory =
      patient.config.model === memoryOnly
        ? [
            {
              ...ok("model", "code is completed by the memory of the workspace, without a model"),
              advice: noQuestions,
            },
          ]
        : [];
    return [...memory, ...remotes, ...unknown, ...(await Promise.all(findings)).flat()];
  },
};

const noQuestions = "questions and edits need a model: hearth setup finds one that fits this machine";

async function describe(name: string, settings: HostSettings, patient: Patient): Promise<Finding[]> {
  const { model: path, role } = settings;
  // A file that cannot be read is the next check's finding: the engine host says it best.
  const facts = await inspect("gguf", path).catch(() => undefined);
  if (!facts) return [];
  const family = settings.family ?? facts.family;
  const abilities = family ? `of the family ${family}` : "for conversations only";
  const known = ok(name, `${facts.name}, ${abilities}, ${size(facts.bytes)} at ${path}`);
  const better = "it shows that everything works, and is weak: hearth setup finds a model that fits this machine";
  const found = path === embeddedModel ? { ...known, advice: better } : known;
  const suggestsNothing = warning(
    name,
    `${basename(path)} is of no known family: nothing is suggested while you type`,
    "choose another with hearth models use, or set hearth.family if you know its format",
  );
  const unfit = warning(
    name,
    "its state cannot be rolled back: every key means reading the whole prompt again",
    "use it for chat, and for completion one that hearth models lists",
  );
  return [
    found,
    ...(role === "all" && !family ? [suggestsNothing] : []),
    ...(role === "all" && facts.unfitForTyping ? [unfit] : []),
    ...(await memory(name, settings, facts, await patient.machine.catch(() => undefined) /* its own check tells */)),
  ];
}

async function memory(
  name: string,
  { model: path, role, contextTokens }: HostSettings,
  { role: _role, ...facts }: GgufFacts,
  machine: MachineReport | undefined,
): Promise<Finding[]> {
  // What llama.cpp could not say of the machine is a finding of its own.
  if (!machine) return [];
  const { gpu, ram } = machine;
  if ((await runningHosts()).some((host) => host.model === path)) return [ok(name, "it is in memory now")];
  const where = gpu ? "gpu" : "ram";
  const usual = usualUse(role === "chat" ? "chat" : "all", where);
  const use = contextTokens === "auto" ? usual : { ...usual, contextTokens };
  const needed = neededMemoryBytes(ownModel(name, { kind: "path", path }, facts), use) ?? facts.bytes;
  const tokens = Math.min(use.contextTokens, facts.contextTokens ?? use.contextTokens);
  const free = gpu?.free ?? ram.free;
  const text = `it takes about ${size(needed)} with a context of ${tokens} tokens; ${size(free)} are free${gpu ? " on the GPU" : ""}`;
  if (needed <= free) return [ok(name, text)];
  return [warning(name, text, "close what uses memory, choose a smaller model, or lower hearth.contextTokens")];
}

import { statSync } from "node:fs";
import { basename } from "node:path";
import type { CatalogModel } from "../../../models/catalog/model.ts";
import { ownModel } from "../../../models/catalog/userModels.ts";
import { installed } from "../../../models/files/caches.ts";
import { knownHash, readHash } from "../../../models/files/hashes.ts";
import { knownModels } from "../../../models/files/userModels.ts";
import { expectedHash } from "../../../models/files/verify.ts";
import { size } from "../sizes.ts";
import { type DoctorCheck, type Finding, ok, type Patient, problem } from "./check.ts";
import { localRoles } from "./roles.ts";

/** So much is read in about a second: the model was just loaded, so its file is in the system's cache. */
const quicklyReadBytes = 1e9;

/**
 * Whether the files of the models are what the catalogue, a download or another program's store says they are. A file is
 * read once, and again when it has changed; a large one when the user asks for it.
 */
export const hashesCheck: DoctorCheck = {
  name: "hash",
  run: async (patient) => {
    const findings: Finding[] = [];
    for (const { name, settings } of localRoles(patient.config)) {
      findings.push(...(await compared(name === "chat" ? "chat" : "model", settings.model, patient)));
    }
    return findings;
  },
};

/** Nothing is said of a file whose hash nobody knows, nor of one that is not there: that is another check's finding. */
async function compared(name: string, path: string, patient: Patient): Promise<Finding[]> {
  const { model, files, isOurs } = modelAt(path);
  let bytesToRead = 0;
  const read: number[] = [];
  for (const file of files) {
    const bytes = statSync(file, { throwIfNoEntry: false })?.size;
    const expected = bytes === undefined ? null : await expectedHash(model, file, files.length);
    if (bytes === undefined || expected === null) continue;
    const known = patient.readsWholeFiles ? undefined : await knownHash(file);
    if (!known && !patient.readsWholeFiles && bytes > quicklyReadBytes) {
      bytesToRead += bytes;
      continue;
    }
    const { sha256, readAtMs } = known ?? (await readHash(file, bytes, patient.onRead));
    if (sha256 !== expected) {
      const text = `${file} is damaged: its sha256 is ${sha256}, not ${expected}`;
      return [problem(name, text, isOurs ? anew(model.id) : anewElsewhere)];
    }
    read.push(readAtMs);
  }
  if (bytesToRead > 0) return [{ ...ok(name, "its hash was not compared yet"), advice: readsAll(bytesToRead) }];
  return read.length === 0 ? [] : [ok(name, `its sha256 is the one that is known (read on ${day(Math.min(...read))})`)];
}

/** The known model that a file belongs to, with all its files, and whether Hearth has downloaded it. */
function modelAt(path: string): {
  readonly model: CatalogModel;
  readonly files: readonly string[];
  readonly isOurs: boolean;
} {
  for (const model of knownModels().models) {
    const here = installed(model);
    if (here?.files.includes(path)) return { model, files: here.files, isOurs: here.origin === "hearth" };
  }
  return { model: ownModel(basename(path), { kind: "path", path }), files: [path], isOurs: false };
}

const anew = (id: string) => `hearth models remove ${id}, then hearth models pull ${id}, gets it anew`;
const anewElsewhere = "remove it and get it anew, with the program that it came with";
const readsAll = (bytes: number) => `hearth doctor --verify reads its ${size(bytes)}, and remembers what it found`;

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

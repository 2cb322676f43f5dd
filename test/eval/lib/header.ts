import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { basename, join, resolve } from "node:path";
import { embeddedModel } from "../../../server/engines/modelPath.ts";
import { repository } from "../../process/environment.ts";
import { BadInput } from "./badInput.ts";

/** What a run of an evaluation was: what its figures depend on, and where they were taken. */
export type Header = {
  /** `eval:replay` and the like. */
  readonly evaluation: string;
  readonly model: ModelFile | null;
  /** Whatever chooses places and shapes answers: seed, counts, data. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Hash of the built server, host and grammars: two runs with the same one ran the same code. */
  readonly product: string;
  /** Hearth's commit; "+" where the working tree held more. */
  readonly commit: string;
  readonly machine: string;
};

/** A GGUF by its name, its size in bytes and a hash of the size and the first megabyte, where the metadata is. */
export type ModelFile = {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
};

const hashedBytes = 1 << 20;

export function headerOf(evaluation: string, model: string, options: Header["options"]): Header {
  return {
    evaluation,
    model: modelFile(model),
    options,
    product: productHash(),
    commit: commitOf(repository),
    machine: machineName(),
  };
}

/** The file that `--model` names: a path, "embedded", or "none" or "memory" for null. Throws BadInput where there is no such GGUF. */
export function modelFile(model: string): ModelFile | null {
  if (model === "none" || model === "memory") return null;
  const path = model === "embedded" ? embeddedModel : resolve(model);
  if (!existsSync(path))
    throw new BadInput(`there is no model ${path}; name a GGUF file, "embedded", "memory" or "none"`);
  const head = Buffer.alloc(hashedBytes);
  const file = openSync(path, "r");
  const read = readSync(file, head);
  closeSync(file);
  if (head.toString("latin1", 0, 4) !== "GGUF") throw new BadInput(`${path} is not a GGUF file; name one as the model`);
  const { size } = statSync(path);
  const sha256 = createHash("sha256").update(`${size}\n`).update(head.subarray(0, read)).digest("hex").slice(0, 16);
  return { path, name: basename(path), bytes: size, sha256 };
}

/** What must be the same for two runs to be one run that was interrupted. */
export function identityOf({ evaluation, model, options, product }: Header): object {
  const { path: _path, ...file } = model ?? { path: "" };
  return { evaluation, model: model && file, options, product };
}

/** The lines that stand above a table. */
export function headerLines({ evaluation, model, options, product, commit, machine }: Header): string[] {
  const named = model ? `${model.name} (${Math.round(model.bytes / 1e6)} MB, ${model.sha256})` : "no model";
  const chosen = Object.entries(options).map(([name, value]) => `${name} ${words(value)}`);
  return [`${evaluation}, ${named}`, chosen.join(", "), `Hearth ${commit} (build ${product}), ${machine}`];
}

function words(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function machineName(): string {
  const [first] = cpus();
  return `${process.platform} ${process.arch}, ${cpus().length} x ${first?.model.trim()}, ${Math.round(totalmem() / 1e9)} GB`;
}

function commitOf(folder: string): string {
  try {
    const git = (...args: string[]) =>
      execFileSync("git", ["-C", folder, ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    const changed = git("status", "--porcelain", "--untracked-files=no") === "" ? "" : "+";
    return git("rev-parse", "--short=10", "HEAD") + changed;
  } catch {
    return "without git"; // a copy of the files is measured as well; the build's hash says which code it was
  }
}

function productHash(): string {
  const hash = createHash("sha256");
  for (const folder of ["dist/server", "dist/models", "dist/grammars", "grammars", "models/instructions"]) {
    const names = readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" });
    for (const name of names.filter((each) => /\.(js|scm|md)$/.test(each)).sort()) {
      hash.update(`${name}\n`).update(readFileSync(join(repository, folder, name)));
    }
  }
  return hash.digest("hex").slice(0, 12);
}

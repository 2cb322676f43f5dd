import { basename, dirname } from "node:path";
import { errorCode } from "../../base/errorCode.ts";

/**
 * One sentence for a person about a model that cannot be loaded: what is wrong and what to do. That something else is
 * missing says nothing about the model's file.
 */
export function modelProblem(path: string, error: unknown): string {
  const { name, message, code } = describe(error);
  const isElsewhere = code === "ENOENT" && !message.includes(path);
  const problem = isElsewhere ? undefined : problems.find(({ pattern }) => pattern.test(`${name} ${code} ${message}`));
  const says = problem?.says(path) ?? `the model ${path} could not be loaded (${message})`;
  const advice = typeof problem?.advice === "function" ? problem.advice(path) : problem?.advice;
  return `${says}; ${advice ?? choose}`;
}

/** One sentence about a model that loads and then answers with the same token over and over. */
export function damagedModel(path: string): string {
  return `${path} answers with the same token over and over, as damaged weights do; download it again, or ${choose}`;
}

/** A model is named by the setting `hearth.model` or by the option `--model`: the host is not told by which. */
const choose = 'name another GGUF file as the model, or "embedded" for the one that comes with Hearth';

type Problem = {
  readonly pattern: RegExp;
  readonly says: (path: string) => string;
  readonly advice?: string | ((path: string) => string);
};

/** Downloaded models lie in a folder that is named by their id; see models/files/folders.ts. */
const idOf = (path: string) => basename(dirname(path));

/** The messages of node-llama-cpp and Node, in the order in which they are told apart. */
const problems: readonly Problem[] = [
  {
    pattern: /ENOENT.*[\\/]hearth[\\/]models[\\/]/,
    says: (path) => `the model ${idOf(path)} is not downloaded`,
    advice: (path) => `run: hearth models pull ${idOf(path)}`,
  },
  { pattern: /ENOENT/, says: (path) => `there is no file ${path}` },
  { pattern: /EISDIR/, says: (path) => `${path} is a folder, not a model` },
  { pattern: /EACCES|EPERM/, says: (path) => `${path} may not be read by you`, advice: "change its permissions" },
  {
    pattern: /InvalidGgufMagic|Invalid GGUF magic/i,
    says: (path) => `${path} is not a GGUF file`,
    advice: "download it again (a web page may have been saved in its place), or name another file",
  },
  {
    pattern: /UnsupportedGgufValueType|unsupported.*gguf|gguf.*version/i,
    says: (path) => `${path} is a GGUF of a version that cannot be read`,
    advice: "convert it again with a recent llama.cpp",
  },
  {
    pattern: /NoBinaryFound/,
    says: () => "there is no llama.cpp binary for this GPU setting on this machine",
    advice: 'set hearth.gpu to "auto" or "off"',
  },
  {
    pattern: /InsufficientMemory|out of memory|failed to allocate|VRAM/i,
    says: (path) => `${path} needs more memory than is free`,
    advice: "choose a smaller model, or lower hearth.contextTokens or hearth.gpuLayers",
  },
  {
    pattern: /Failed to load model|RangeError|ERR_OUT_OF_RANGE|out of range|outside buffer bounds|Unexpected end/i,
    says: (path) => `${path} is damaged or incomplete, or of an architecture that this version does not know`,
    advice: "download it again, or name another file",
  },
];

function describe(error: unknown): { name: string; message: string; code: string } {
  if (!(error instanceof Error)) return { name: "", message: String(error), code: "" };
  return {
    name: `${error.name} ${error.constructor.name}`,
    message: error.message,
    code: String(errorCode(error) ?? ""),
  };
}

import { isObject } from "../../base/json.ts";
import { logLevels } from "../../base/log.ts";
import { nonEmptyText, oneOf, type SettingCheck, textList, wholeNumber } from "../../base/settingChecks.ts";
import { families } from "../../models/families.ts";
import { downloadProblem } from "../../models/files/addresses.ts";
import { remotesProblem } from "../../models/remote/settings.ts";
import { meantName } from "../text/meantName.ts";
import { triggerModes } from "./triggerModes.ts";

/** A value that may hold a key is not repeated where it is wrong. */
type ConfigCheck = (value: unknown) => ReturnType<SettingCheck> | { readonly unrepeated: string };
type ConfigShape = { readonly [key: string]: ConfigCheck | ConfigShape };

const boolean: SettingCheck = (value) => (typeof value === "boolean" ? undefined : "must be true or false");

const addresses: SettingCheck = (value) => {
  const problem = textList(value);
  return problem ?? (value as string[]).map(downloadProblem).find((wrong) => wrong !== undefined);
};

const ownActions: ConfigCheck = (value) =>
  Array.isArray(value) && value.every(isOwnAction)
    ? undefined
    : "must be a list of {title, instruction}, each with kinds and languages, lists of texts, if need be";

function isOwnAction(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { title, instruction, kinds = [], languages = [], ...others } = value;
  const lists = textList(kinds) ?? textList(languages);
  return (nonEmptyText(title) ?? nonEmptyText(instruction) ?? lists) === undefined && Object.keys(others).length === 0;
}

const number =
  (smallest: number, largest: number): SettingCheck =>
  (value) =>
    typeof value === "number" && value >= smallest && value <= largest
      ? undefined
      : `must be a number from ${smallest} to ${largest}`;

const servers: ConfigCheck = (value) => {
  const problem = remotesProblem(value);
  return problem && { unrepeated: problem };
};

const commands: ConfigCheck = (value) =>
  isObject(value) && Object.values(value).every((words) => isCommand(words))
    ? undefined
    : "must name a program and its arguments, a list of texts, for each language";

function isCommand(words: unknown): boolean {
  return Array.isArray(words) && textList(words) === undefined && nonEmptyText(words[0]) === undefined;
}

/** A repository may bring settings for its editor. It must name neither who gets the user's code nor what is run. */
const ownFileOnly: ConfigCheck = () => ({ unrepeated: "may be set in the user's own config.json only" });

const remote: SettingCheck = (value) =>
  value === "none" || /^remote:./.test(String(value)) ? undefined : 'must be "none" or "remote:" and a name in remotes';

const modes: SettingCheck = (value) =>
  isObject(value) && Object.values(value).every((mode) => isMode(mode) === undefined)
    ? undefined
    : `must be an object with ${triggerModes.map((mode) => `"${mode}"`).join(" or ")} for each name`;

const orAuto =
  (check: SettingCheck): SettingCheck =>
  (value) => {
    const problem = value === "auto" ? undefined : check(value);
    return problem && `${problem}, or "auto"`;
  };

const isMode = oneOf(triggerModes);

const verify = { enabled: boolean, maxSeconds: number(1, 600), maxAnswers: wholeNumber(1, 50) };

/** An editor may set these. Its settings may come from a repository. */
export const shape: ConfigShape = {
  model: nonEmptyText,
  family: oneOf(["auto", ...families.map((family) => family.name)]),
  chat: { model: nonEmptyText },
  gpu: oneOf(["auto", "off", "cuda", "vulkan", "metal"]),
  gpuLayers: orAuto(wholeNumber(0, 1000)),
  gpuMemoryMB: orAuto(wholeNumber(256, 1_000_000)),
  contextTokens: orAuto(wholeNumber(256, 131_072)),
  threads: orAuto(wholeNumber(1, 256)),
  idleMinutes: number(0.01, 1440),
  suggestions: {
    triggerMode: isMode,
    languages: modes,
    globs: modes,
    debounceMs: orAuto(wholeNumber(0, 10_000)),
    maxLines: orAuto(wholeNumber(1, 200)),
  },
  inlineCompletion: { enabled: boolean, maxTokens: wholeNumber(1, 2048) },
  completion: { enabled: boolean, maxTokens: wholeNumber(1, 2048), budgetMs: wholeNumber(10, 10_000) },
  nextEdits: { enabled: boolean },
  hover: {
    enabled: boolean,
    explain: oneOf(["auto", "never", "always"]),
    waitMs: wholeNumber(0, 15_000),
    prefetch: boolean,
  },
  actions: { enabled: boolean, maxTokens: wholeNumber(64, 16_384), disabled: textList, own: ownActions, big: remote },
  verify: { ...verify, checkers: ownFileOnly, folders: ownFileOnly },
  pinned: textList,
  mirrors: addresses,
  remotes: ownFileOnly,
  price: { inputPerMillion: number(0, 1e6), outputPerMillion: number(0, 1e6), currency: nonEmptyText },
  workAhead: oneOf(["auto", "always", "never"]),
  log: oneOf(logLevels),
};

/** Former settings, each with the sentence for a user who still names it. */
const gone: ReadonlyMap<string, string> = new Map([
  ["hearth.layout", "is not needed any more and can go: one layout is the best and the cheapest"],
]);

/** The user's own file may set these. */
export const userShape: ConfigShape = {
  ...shape,
  verify: { ...verify, checkers: commands, folders: textList },
  remotes: servers,
};

/**
 * Settings as a tree. Settings are called by names with dots, and some users put `hearth` before them.
 * `{"hearth.hover.enabled": false}` is `{"hover": {"enabled": false}}`. Later settings stand over earlier ones.
 */
export function unfolded(settings: unknown): unknown {
  if (!isObject(settings)) return settings;
  const tree: { [key: string]: unknown } = Object.create(null);
  for (const [name, value] of Object.entries(settings)) {
    const own = name.replace(/^hearth\./, "");
    if (own === "hearth" && isObject(value)) merge(tree, unfolded(value) as object);
    else put(tree, shape, own.split("."), value);
  }
  return { ...tree };
}

/** Follows the dots as long as groups of settings are meant; what follows is a name that may be wrong. */
function put(
  tree: { [key: string]: unknown },
  shape: ConfigShape,
  [key = "", ...rest]: string[],
  value: unknown,
): void {
  const group = Object.hasOwn(shape, key) ? shape[key] : undefined;
  if (rest.length === 0) merge(tree, { [key]: value });
  else if (typeof group !== "object") merge(tree, { [[key, ...rest].join(".")]: value });
  else {
    const inner: { [key: string]: unknown } = {};
    put(inner, group, rest, value);
    merge(tree, { [key]: inner });
  }
}

function merge(tree: { [key: string]: unknown }, over: object): void {
  for (const [key, value] of Object.entries(over)) {
    const before = Object.hasOwn(tree, key) ? tree[key] : undefined;
    if (!isObject(before) || !isObject(value) || typeof shape[key] !== "object") tree[key] = value;
    else tree[key] = { ...before, ...value };
  }
}

/**
 * Reads settings of a shape over `base`. Each wrong one is one sentence in `problems` and keeps its value in `base`.
 * `path` is what the sentence calls it.
 */
export function read(expected: ConfigShape, settings: unknown, base: object, path: string, problems: string[]): object {
  if (!isObject(settings)) {
    problems.push(`${path} must be an object with settings, not ${JSON.stringify(settings)}`);
    return base;
  }
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(settings)) {
    const name = `${path}.${key}`;
    const check = Object.hasOwn(expected, key) ? expected[key] : undefined;
    if (gone.has(name)) {
      problems.push(`${name} ${gone.get(name)}`);
    } else if (check === undefined) {
      const meant = meantName(key, Object.keys(expected));
      const others =
        meant === undefined ? `there are ${Object.keys(expected).join(", ")}` : `did you mean ${path}.${meant}?`;
      problems.push(`${name} is not a setting; ${others}`);
    } else if (typeof check === "object") {
      result[key] = read(check, value, result[key] as object, name, problems);
    } else {
      const problem = check(value);
      if (problem === undefined) result[key] = value;
      else if (typeof problem === "string") problems.push(`${name} ${problem}, not ${JSON.stringify(value)}`);
      else problems.push(`${name} ${problem.unrepeated}`);
    }
  }
  return result;
}

import type { Config } from "../config/config.ts";
import type { TriggerMode } from "../config/triggerModes.ts";
import { excludes, type IgnoreRules, ignoreRules } from "../index/reading/ignoreRules.ts";
import type { SourceFile } from "../index/sourceFile.ts";

type When = Config["suggestions"];

/** The globs of settings, made ready once and gone with them. */
const ready = new WeakMap<When, readonly { readonly rules: IgnoreRules; readonly mode: TriggerMode }[]>();

/** When something is suggested in a file: as its path says, else its language, else as everywhere. */
export function triggerModeOf(when: When, { languageId, path }: Pick<SourceFile, "languageId" | "path">): TriggerMode {
  const byPath = globsOf(when).findLast(({ rules }) => excludes(rules, path));
  if (byPath) return byPath.mode;
  const byLanguage = Object.hasOwn(when.languages, languageId) ? when.languages[languageId] : undefined;
  return byLanguage ?? when.triggerMode;
}

/** Why nothing is suggested in a file as the settings stand; undefined where something may be. */
export function whyUnwanted(
  when: When,
  file: Pick<SourceFile, "languageId" | "path">,
  isByHand: boolean,
): "off" | "byHandOnly" | undefined {
  const mode = triggerModeOf(when, file);
  if (mode === "off") return "off";
  return mode === "manual" && !isByHand ? "byHandOnly" : undefined;
}

function globsOf(when: When) {
  const known = ready.get(when);
  if (known) return known;
  const globs = Object.entries(when.globs).map(([glob, mode]) => ({ rules: [ignoreRules("", glob)], mode }));
  ready.set(when, globs);
  return globs;
}

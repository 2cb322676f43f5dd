import { type Features, featuresOf } from "../../../server/context/memory/confidence.ts";
import type { Remembering } from "./asked.ts";
import { fitted, probabilityOf, type Sample } from "./fit.ts";

const folds = 5;
const thresholds = [0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];

type Judged = Remembering & { readonly samples: readonly Sample<keyof Features>[]; readonly fold: number };
type Best = { readonly kind: Remembering["kind"]; readonly confidence: number; readonly isRight: boolean };

/** What would be shown at each threshold, cross-validated over commits, and the weights of all. */
export function report(found: readonly Remembering[]): string {
  const commits = [...new Set(found.map(({ commit }) => commit))];
  const judged: Judged[] = found.map((each) => ({
    ...each,
    fold: commits.indexOf(each.commit) % folds,
    samples: each.candidates.map(({ text, evidence, isRight }) => ({
      features: featuresOf({ text, evidence, lineBefore: each.lineBefore }),
      isRight,
    })),
  }));
  const best = Array.from({ length: folds }).flatMap((_, fold) => {
    const weights = fitted(judged.filter((each) => each.fold !== fold).flatMap(({ samples }) => samples));
    return judged.filter((each) => each.fold === fold).map((each) => bestOf(each, weights));
  });
  const weights = fitted(judged.flatMap(({ samples }) => samples));
  const lines = Object.entries(weights).map(([name, weight]) => `  ${name}: ${weight.toFixed(2)},`);
  return [...tableOf(best), "", ...lines].join("\n");
}

function bestOf({ kind, samples }: Judged, weights: Readonly<Record<keyof Features, number>>): Best {
  const all = samples.map(({ features, isRight }) => ({
    kind,
    isRight,
    confidence: probabilityOf(weights, features),
  }));
  return all.sort((a, b) => b.confidence - a.confidence)[0] ?? { kind, isRight: false, confidence: 0 };
}

function tableOf(best: readonly Best[]): string[] {
  const typed = best.filter(({ kind }) => kind !== "quiet");
  const quiet = best.filter(({ kind }) => kind === "quiet");
  const percent = (part: number, of: number) => ((100 * part) / Math.max(1, of)).toFixed(1);
  const rows = thresholds.map((least) => {
    const shown = typed.filter(({ confidence }) => confidence >= least);
    const right = shown.filter(({ isRight }) => isRight).length;
    const silent = quiet.filter(({ confidence }) => confidence < least).length;
    const shares = [percent(shown.length, typed.length), percent(right, shown.length), percent(right, typed.length)];
    return `| ${least} | ${shares.join(" | ")} | ${percent(silent, quiet.length)} |`;
  });
  return [
    `${typed.length} places where something was typed, ${quiet.length} where nothing should come, in %`,
    "",
    "| from a confidence of | shown | right of these | line exact | quiet |",
    "|---|---|---|---|---|",
    ...rows,
  ];
}

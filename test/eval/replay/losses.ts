import { type Found, firstLine, isQuiet } from "./records.ts";

/** What Hearth showed where the bare model was right, and the other way round. */
export type Fate = "same" | "something else" | "nothing";

export type Loss = { readonly fate: Fate; readonly cause: string };

/** The places where something is to be typed and both were asked. */
type Pair = Found & { readonly bare: NonNullable<Found["bare"]> };

export function pairs(found: readonly Found[]): Pair[] {
  return found.filter((each): each is Pair => each.bare !== null && !isQuiet(each));
}

/** Of the places where the bare model was right: what Hearth did, and who lost it. */
export function losses(found: readonly Found[]): (Loss & { readonly found: Found })[] {
  return pairs(found)
    .filter(({ bare }) => bare.isLineExact)
    .map((each) => ({ ...lossOf(each), found: each }));
}

/** Of the places where Hearth was right: what the bare model did. */
export function gains(found: readonly Found[]): (Loss & { readonly found: Found })[] {
  return pairs(found)
    .filter(({ hearth }) => hearth.isLineExact)
    .map((each) => {
      const { bare } = each;
      const fate = bare.isLineExact ? "same" : bare.isShown ? "something else" : "nothing";
      return { fate, cause: "", found: each };
    });
}

function lossOf(found: Found): Loss {
  const { hearth } = found;
  if (hearth.isLineExact) return { fate: "same", cause: "" };
  return { fate: hearth.isShown ? "something else" : "nothing", cause: causeOf(found) };
}

/**
 * Who made of the right line another one or none: a rule before the model was asked, the prompt, by which the model
 * wrote something else than with the bare one, or the filter or ending that changed what it wrote.
 */
export function causeOf({ hearth, rest }: Found): string {
  const { written, filters, end, reason } = hearth;
  if (written === null) return reason ? `not asked: ${reason}` : "shown again";
  const line = firstLine(written);
  const wasStopped = end !== null && !written.includes("\n") && rest.startsWith(line);
  const isRight = line === rest || (wasStopped && line.length < rest.length);
  if (!isRight) return reason && reason !== "unsure" ? `prompt, then ${reason}` : "prompt";
  const refusing = filters.find((step) => step.includes(":"));
  return refusing ? `filter ${refusing}` : filters.length > 0 ? `filter ${filters.at(-1)}` : `ending ${end}`;
}

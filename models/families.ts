import { hearth } from "./families/hearth.ts";
import type { ModelDescription, ModelFamily } from "./family.ts";

/** The first family that matches is taken: those told apart by name stand before those told apart by tokens. */
export const families: readonly ModelFamily[] = [hearth];

export function familyOf(model: ModelDescription): ModelFamily | undefined {
  return families.find((family) => family.matches(model));
}

export function familyNamed(name: string): ModelFamily | undefined {
  return families.find((family) => family.name === name);
}

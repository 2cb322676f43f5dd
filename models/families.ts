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

/** The sentence for a model that no family recognizes. */
export function unknownFamily({ name, architecture }: ModelDescription): string {
  const names = families.map((family) => family.name).join(", ");
  return `the model "${name}" (${architecture}) has no fill-in-the-middle format that Hearth knows; choose another model, or set hearth.family to one of: ${names}`;
}

import { codeGemma } from "./families/codeGemma.ts";
import { codeLlama, codeLlamaUnspaced } from "./families/codeLlama.ts";
import { codestral } from "./families/codestral.ts";
import { deepSeekCoder } from "./families/deepSeekCoder.ts";
import { granite4 } from "./families/granite4.ts";
import { hearth } from "./families/hearth.ts";
import { mellum } from "./families/mellum.ts";
import { qwenCoder } from "./families/qwenCoder.ts";
import { santaCoder } from "./families/santaCoder.ts";
import { seedCoder } from "./families/seedCoder.ts";
import { starCoder } from "./families/starCoder.ts";
import { starCoder2 } from "./families/starCoder2.ts";
import { suffixField } from "./families/suffixField.ts";
import { sweep } from "./families/sweep.ts";
import { zeta } from "./families/zeta.ts";
import type { ModelDescription, ModelFamily } from "./family.ts";

/** The first family that matches is taken: those told apart by name stand before those told apart by tokens. */
export const families: readonly ModelFamily[] = [
  // By name or architecture: other models have the same tokens, in another order or without the training.
  hearth,
  sweep,
  zeta,
  qwenCoder,
  mellum,
  codestral,
  granite4,
  // By tokens that together no other family here has, Mellum's being out of StarCoder's way above.
  starCoder2,
  starCoder,
  santaCoder,
  deepSeekCoder,
  codeGemma,
  seedCoder,
  codeLlama,
  codeLlamaUnspaced,
];

/** Undefined for a model that none matches: a format that was guessed at would give bad suggestions without a word. */
export function familyOf(model: ModelDescription): ModelFamily | undefined {
  return families.find((family) => family.matches(model));
}

/** A family by its `name`, also the one that only servers have; undefined where there is none of that name. */
export function familyNamed(name: string): ModelFamily | undefined {
  return [...families, suffixField].find((family) => family.name === name);
}

/** The sentence for a model that no family matches. */
export function unknownFamily(model: Pick<ModelDescription, "name">): string {
  const names = families.flatMap(({ name, rewritesOnly }) => (rewritesOnly ? [] : [name])).join(", ");
  return `the fill-in-the-middle format of the model "${model.name}" is unknown; choose another model or, if it was trained with one of these, set hearth.family to ${names}`;
}

import type { NextEditRule } from "./nextEdits.ts";
import { renamedDeclaration } from "./rules/renamedDeclaration.ts";
import { sameSubstitution } from "./rules/sameSubstitution.ts";

/** The surest first: where two find the same place, the first is asked. To add a rule, add its file and its name here. */
export const nextEditRules: readonly NextEditRule[] = [renamedDeclaration, sameSubstitution];

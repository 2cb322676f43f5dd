import type { NextEditRule } from "./nextEdits.ts";
import { awaitedCalls } from "./rules/awaitedCalls.ts";
import { changedParameters } from "./rules/changedParameters.ts";
import { movedImport } from "./rules/movedImport.ts";
import { renamedDeclaration } from "./rules/renamedDeclaration.ts";
import { renamedMember } from "./rules/renamedMember.ts";
import { sameSubstitution } from "./rules/sameSubstitution.ts";
import { sameWrapping } from "./rules/sameWrapping.ts";

/** The surest first: where two find the same place, the first is asked. To add a rule, add its file and its name here. */
export const nextEditRules: readonly NextEditRule[] = [
  renamedDeclaration,
  renamedMember,
  changedParameters,
  awaitedCalls,
  movedImport,
  sameWrapping,
  sameSubstitution,
];

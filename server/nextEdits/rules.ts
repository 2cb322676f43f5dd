import type { NextEditRule } from "./nextEdits.ts";
import { awaitedCalls } from "./rules/awaitedCalls.ts";
import { changedParameters } from "./rules/changedParameters.ts";
import { goneName } from "./rules/goneName.ts";
import { movedImport } from "./rules/movedImport.ts";
import { newImport } from "./rules/newImport.ts";
import { newMember } from "./rules/newMember.ts";
import { newMethod } from "./rules/newMethod.ts";
import { renamedDeclaration } from "./rules/renamedDeclaration.ts";
import { renamedMember } from "./rules/renamedMember.ts";
import { renamedUses } from "./rules/renamedUses.ts";
import { sameDecorator } from "./rules/sameDecorator.ts";
import { sameError } from "./rules/sameError.ts";
import { sameLine } from "./rules/sameLine.ts";
import { sameLines } from "./rules/sameLines.ts";
import { sameSubstitution } from "./rules/sameSubstitution.ts";
import { sameWrapping } from "./rules/sameWrapping.ts";

/** The surest first: where two find the same place, the first is asked. To add a rule, add its file and its name here. */
export const nextEditRules: readonly NextEditRule[] = [
  renamedDeclaration,
  renamedUses,
  renamedMember,
  changedParameters,
  awaitedCalls,
  movedImport,
  newMember,
  newMethod,
  goneName,
  newImport,
  sameError,
  sameDecorator,
  sameLine,
  sameLines,
  sameWrapping,
  sameSubstitution,
];

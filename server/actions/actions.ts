import { errorText } from "../../base/errorText.ts";
import type { Action, Offer } from "./action.ts";
import { addImport } from "./addImport.ts";
import { carryOn } from "./carryOn.ts";
import { convertComponent } from "./convertComponent.ts";
import { convertLoop } from "./convertLoop.ts";
import { convertPromises } from "./convertPromises.ts";
import { document } from "./document.ts";
import { explainAction, explainAgain, explainError } from "./explain.ts";
import { extractFunction, extractVariable } from "./extract.ts";
import { fix, fixAll } from "./fix.ts";
import { implement } from "./implement.ts";
import { makeAnyway } from "./makeAnyway.ts";
import { rename } from "./rename.ts";
import { sameChange } from "./sameChange.ts";
import { sameChangeHere } from "./sameChangeHere.ts";
import { simplify } from "./simplify.ts";
import type { Site } from "./site.ts";
import { tests } from "./tests.ts";
import { addTypes } from "./types.ts";

/** Everything that can be done to code, in the order of the menu. To add an action, add its file and its name here. */
export const actions: readonly Action[] = [
  sameChange,
  sameChangeHere,
  carryOn,
  addImport,
  fix,
  fixAll,
  makeAnyway,
  explainError,
  implement,
  extractFunction,
  extractVariable,
  simplify,
  addTypes,
  document,
  rename,
  convertPromises,
  convertLoop,
  convertComponent,
  tests,
  explainAction,
  explainAgain,
];

export type Offered = { readonly action: Action; readonly offer: Offer };

/**
 * The offers of these actions at a site. An action that fails is logged and offers nothing: it must not spoil the
 * others.
 */
export function offersAt(site: Site, among: readonly Action[], log: (message: string) => void): Offered[] {
  return among.flatMap((action) => {
    try {
      return action.offers(site).map((offer) => ({ action, offer }));
    } catch (error) {
      log(`the action ${action.id} failed: ${errorText(error)}`);
      return [];
    }
  });
}

import type { LocalRules } from "../localName.ts";

/** Names that functions of TypeScript introduce. */
export const scriptLocals: LocalRules = {
  isProperty: ({ type }) => type === "property_identifier",
  holdsParameter: ({ type }) => type === "arrow_function",
};

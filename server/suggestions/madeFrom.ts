import type { CompletionContext } from "../context/complete.ts";
import type { MadeFrom } from "./shown.ts";

/** What a suggestion depends on, given what the model was shown and what tells a file's text from any other. */
export function madeFrom(
  { parts, layout }: Pick<CompletionContext, "parts" | "layout">,
  stateOf: (uri: string) => unknown,
): MadeFrom {
  const others = [...layout.snippets, ...layout.addenda].filter(({ path }) => path !== layout.path);
  return {
    charactersBefore: parts.before.length + parts.typed.length + parts.begun.length,
    charactersAfter: parts.after.length,
    files: new Map(others.map(({ uri }) => [uri, stateOf(uri)])),
  };
}

import type { CompletionContext } from "../context/complete.ts";
import type { MadeFrom } from "./recentSuggestions.ts";

/**
 * The text and files that a suggestion depends on. `layout` is what the model was shown. `stateOf` tells a file's text
 * from any other.
 */
export function madeFrom({ layout }: Pick<CompletionContext, "layout">, stateOf: (uri: string) => unknown): MadeFrom {
  const others = [...layout.snippets, ...layout.additions].filter(({ path }) => path !== layout.path);
  // As the file has them: a prompt has shorter line ends, and other words in the place of secrets.
  const { before, typed, begun, after } = layout.hole;
  return {
    charactersBefore: before.length + typed.length + begun.length,
    charactersAfter: after.length,
    files: new Map(others.map(({ uri }) => [uri, stateOf(uri)])),
  };
}

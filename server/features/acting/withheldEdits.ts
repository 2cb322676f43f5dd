import type { WithheldEdit } from "../../actions/action.ts";
import type { SourceFile } from "../../index/sourceFile.ts";

/** Edits that were not made because a checker finds fault with them: the last of each document, while its text stays. */
export class WithheldEdits {
  readonly #edits = new Map<string, { readonly text: string; readonly edit: WithheldEdit }>();

  keep({ uri, text }: Pick<SourceFile, "uri" | "text">, edit: WithheldEdit): void {
    this.#edits.set(uri, { text, edit });
  }

  of({ uri, text }: Pick<SourceFile, "uri" | "text">): WithheldEdit | undefined {
    const kept = this.#edits.get(uri);
    if (kept && kept.text !== text) this.#edits.delete(uri);
    return kept?.text === text ? kept.edit : undefined;
  }
}

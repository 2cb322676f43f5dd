import { isFirstToBeTold } from "../../base/told.ts";
import type { Config } from "../config/config.ts";
import type { ClientFacts } from "../lsp/capabilities.ts";
import type { Editor } from "../lsp/editor.ts";

/**
 * Whoever works with the embedded model, and has chosen none, is told once what gets a good one: in one editor, or by
 * `hearth complete`. Short: where Neovim has 80 columns, it asks for a key behind a message of more than 56 characters.
 */
export async function hintAtSetup(
  { model, chat }: Config,
  { setsUpBy }: ClientFacts,
  editor: Pick<Editor, "showMessage">,
): Promise<void> {
  if (model !== "embedded" || chat.model !== "same") return;
  if (await isFirstToBeTold("setup")) editor.showMessage(`Hearth's model is tiny: ${setsUpBy} gets a good one.`);
}

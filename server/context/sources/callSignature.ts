import { lineAt } from "../place.ts";
import type { ContextRequest } from "../request.ts";
import type { Snippet } from "../snippet.ts";
import { toldSnippet } from "../toldSnippet.ts";

/** The signature of the call at the cursor, as the language server beside Hearth tells it. */
export function callSignature(request: ContextRequest): Snippet[] {
  const { told, cursor, window } = request;
  if (!told?.signature) return [];
  const { text, origins } = told.signature;
  const { file } = cursor;
  const isOnScreen = origins?.some(
    ({ uri, line }) =>
      uri === file.uri && line >= lineAt(file.text, window.start) && line < lineAt(file.text, window.end),
  );
  if (isOnScreen) return [];
  return [toldSnippet(request, "signature", text, origins, "the signature of the call")];
}

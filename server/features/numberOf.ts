import type { Cursor } from "../context/cursor.ts";
import type { NumberOf } from "../lsp/toLsp.ts";
import { lineNumberAt } from "../text/lines.ts";
import type { Session } from "./session.ts";

/** Numbers the items that are shown at a cursor, so that an editor can say which of them was taken. */
export function numberOf({ suggester }: Pick<Session, "suggester">, { file, offset }: Cursor): NumberOf {
  const line = lineNumberAt(file.lineStarts, offset);
  return (text) => suggester.acceptances.shown(file, line, text);
}

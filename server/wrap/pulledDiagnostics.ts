import type { Diagnostic, DocumentDiagnosticReport } from "vscode-languageserver";
import { isObject } from "../../base/json.ts";
import { type CancelToken, pause } from "../../base/pause.ts";
import type { DiagnosticsByUri } from "./findings.ts";
import { type Frame, paramsOf } from "./frame.ts";
import type { OwnWords } from "./ownWords.ts";
import type { Peer } from "./peer.ts";

const maxPulls = 5;
const betweenPullsMs = 100;

/** Asks a server for the diagnostics of documents. Undefined where one of them is not answered. */
export async function pulledDiagnostics(
  own: OwnWords,
  peer: Peer,
  uris: readonly string[],
  options: unknown,
  isStopped: () => boolean,
  token: CancelToken,
): Promise<DiagnosticsByUri | undefined> {
  const identifier = isObject(options) && typeof options.identifier === "string" ? options.identifier : undefined;
  const all = new Map<string, readonly Diagnostic[]>();
  for (const uri of uris) {
    const params = { textDocument: { uri }, ...(identifier !== undefined && { identifier }) };
    for (let tries = 1; !all.has(uri); tries++) {
      if (isStopped() || tries > maxPulls) return undefined;
      const report = await reportOf(own, peer, params, isStopped, token);
      if (report?.kind === "full") all.set(uri, report.items);
      else await pause(betweenPullsMs, token); // it was interrupted by what it was told before
    }
  }
  return all;
}

async function reportOf(
  own: OwnWords,
  peer: Peer,
  params: object,
  isStopped: () => boolean,
  token: CancelToken,
): Promise<DocumentDiagnosticReport | undefined> {
  let answer: Frame | undefined;
  const id = own.ask(peer, "textDocument/diagnostic", params, (one) => {
    answer = one;
  });
  while (!answer && !isStopped()) await pause(5, token);
  if (!answer) {
    if (peer.owes(id)) own.tell(peer, "$/cancelRequest", { id });
    return undefined;
  }
  return paramsOf<{ result?: DocumentDiagnosticReport }>({ params: answer.message }).result;
}

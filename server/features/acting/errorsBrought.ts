import type { CancellationToken } from "vscode-languageserver";
import { rootOf } from "../../index/paths.ts";
import type { SourceFile } from "../../index/sourceFile.ts";
import type { TextChange } from "../../text/textChange.ts";
import type { FindingIn } from "../../verify/verifier.ts";
import type { Session } from "../session.ts";
import { candidateFile } from "./checked.ts";

/** A language server that needs longer finds that what is shown is typed over or accepted. */
const maxMs = 5000;
/** A longer text would be told to that server twice, whole, in every pause. */
const maxCharacters = 300_000;

/**
 * The errors that a change brings within its own text, by the language server beside Hearth. Undefined where nobody can
 * say, and where an error stays that is one of syntax or within `nearCharacters` of the change. A guess: whoever asks
 * that server something comes first, and a key ends it.
 */
export async function errorsBrought(
  { suggestionVerifier, log }: Pick<Session, "suggestionVerifier" | "log">,
  file: SourceFile,
  change: TextChange,
  nearCharacters: number,
  token: CancellationToken,
): Promise<readonly FindingIn[] | undefined> {
  if (!suggestionVerifier || file.text.length > maxCharacters || token.isCancellationRequested) return undefined;
  const files = candidateFile(file, [change]);
  if (!files) return undefined;
  const candidate = { files, root: rootOf(file), open: [], isGuess: true };
  const verdict = await suggestionVerifier.verify(candidate, maxMs, token);
  if (verdict.kind === "untold") {
    log.debug(`what is shown was not checked: ${verdict.because}`);
    return undefined;
  }
  const { start } = change;
  const isError = (found: FindingIn) => found.uri === file.uri && found.isFault && !found.isWarning;
  const isNear = (found: FindingIn) => found.start < change.end + nearCharacters && found.end > start - nearCharacters;
  if (verdict.kept.some((found) => isError(found) && (isOfSyntax(found) || isNear(found)))) return undefined;
  const end = start + change.newText.length;
  return verdict.brought.filter((found) => isError(found) && found.start < end && found.end > start);
}

/** TypeScript has numbers for these, pyright no rule. */
function isOfSyntax({ code }: FindingIn): boolean {
  return code === undefined || /^1\d{3}$/.test(code);
}

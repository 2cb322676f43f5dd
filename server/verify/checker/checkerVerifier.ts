import { pathToFileURL } from "node:url";
import { errorMessage } from "../../../base/errorText.ts";
import type { CancelToken } from "../../../base/pause.ts";
import { lineStarts } from "../../text/lines.ts";
import { type CodeFinding, placeWithoutText } from "../finding.ts";
import { type CandidateEdit, untold, type Verdict, type Verifier, verdictOf } from "../verifier.ts";
import { Overlay } from "./overlay.ts";
import { type Reported, reportedIn } from "./report.ts";
import { run } from "./run.ts";

type Command = readonly [string, ...string[]];

export type CheckerSettings = {
  /** The checker of a language, by LSP language identifiers. */
  readonly commandOf: (languageId: string) => Command | undefined;
  /** True for workspace folders in which it may run. */
  readonly mayRunIn: (root: string) => boolean;
};

/**
 * Runs the user's checker on the workspace as it is and as it would be, both times in a folder of links beside it. What
 * it said of the workspace as it is, is kept until that changes.
 */
export class CheckerVerifier implements Verifier {
  readonly #settings: () => CheckerSettings;
  readonly #log: (message: string) => void;
  /** For the next answer of the same model. */
  #known: { readonly about: string; readonly findings: Said } | undefined;

  constructor(settings: () => CheckerSettings, log: (message: string) => void) {
    this.#settings = settings;
    this.#log = log;
  }

  covers = async (languageId: string): Promise<boolean> => this.#settings().commandOf(languageId) !== undefined;

  verify = async (candidate: CandidateEdit, maxMs: number, token: CancelToken): Promise<Verdict> => {
    const { commandOf, mayRunIn } = this.#settings();
    const { root, files } = candidate;
    const command = commandOf(files[0]?.languageId ?? "");
    if (!command) return untold("no checker is set up for this language");
    if (root === undefined || files.some(({ diskPath }) => diskPath === undefined)) {
      return untold("the file lies in no folder of the workspace");
    }
    if (!mayRunIn(root)) return untold("checkers may not run in this folder");
    try {
      return await this.#compared(candidate, root, { command, maxMs, token });
    } catch (error) {
      this.#log(`the checker could not be run: ${errorMessage(error)}`);
      return untold(`the folder for the checker could not be made: ${errorMessage(error)}`);
    }
  };

  async #compared(candidate: CandidateEdit, root: string, { command, maxMs, token }: Wish): Promise<Verdict> {
    const endMs = performance.now() + maxMs;
    const texts = (which: "before" | "after") =>
      new Map(candidate.files.flatMap((file) => (file.diskPath === undefined ? [] : [[file.diskPath, file[which]]])));
    const before = new Map([
      ...candidate.open.map(({ diskPath, text }) => [diskPath, text] as const),
      ...texts("before"),
    ]);
    const uris = new Map(candidate.files.map(({ diskPath, uri }) => [diskPath, uri]));
    const uriOf = (path: string) => uris.get(path) ?? pathToFileURL(path).href;
    const overlay = await Overlay.over(root, before);
    const said = async (texts: ReadonlyMap<string, string>): Promise<Said | string> => {
      const ran = await run(command, overlay.root, Math.max(0, endMs - performance.now()), token);
      if (ran.kind === "failed") return ran.because;
      const reported = reportedIn(ran.output);
      if (ran.code === 0 || reported.length > 0) return findingsOf(reported, overlay, texts, uriOf);
      const [line = ""] = ran.output.trim().split("\n");
      this.#log(`${command.join(" ")} ended with exit code ${ran.code}: ${line}`);
      return `${command[0]} failed (exit code ${ran.code})`;
    };
    try {
      const about = JSON.stringify([root, command, [...before]]);
      const first = this.#known?.about === about ? this.#known.findings : await said(before);
      if (typeof first === "string") return untold(first);
      this.#known = { about, findings: first };
      const after = texts("after");
      await overlay.write(after);
      const second = await said(new Map([...before, ...after]));
      return typeof second === "string" ? untold(second) : verdictOf(candidate, first, second);
    } finally {
      await overlay.remove();
    }
  }
}

type Wish = { readonly command: Command; readonly maxMs: number; readonly token: CancelToken };

type Said = ReadonlyMap<string, readonly CodeFinding[]>;

/** What was reported, by URI. */
function findingsOf(
  reported: readonly Reported[],
  overlay: Overlay,
  texts: ReadonlyMap<string, string>,
  uriOf: (path: string) => string,
): Said {
  const found = new Map<string, CodeFinding[]>();
  const starts = new Map([...texts].map(([path, text]) => [path, lineStarts(text)]));
  for (const { path, line, column, ...said } of reported) {
    const original = overlay.original(path);
    const character = Math.max(0, column - 1);
    const lineStart = starts.get(original)?.[line - 1];
    const start = lineStart === undefined ? placeWithoutText(line, character) : lineStart + character;
    const uri = uriOf(original);
    found.set(uri, [...(found.get(uri) ?? []), { ...said, start, end: start }]);
  }
  return found;
}

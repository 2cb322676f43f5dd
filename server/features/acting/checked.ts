import { isAbsolute } from "node:path";
import type { CancellationToken } from "vscode-languageserver";
import { languageOf } from "../../../grammars/languages.ts";
import type { PlacedChange } from "../../actions/action.ts";
import { rebased } from "../../actions/rebase.ts";
import { applied } from "../../edits/changes.ts";
import { rootOf } from "../../index/paths.ts";
import type { SourceFile } from "../../index/sourceFile.ts";
import type { TextChange } from "../../text/textChange.ts";
import { type Shortfall, shortfallOf } from "../../verify/shortfall.ts";
import type { CandidateEdit, CandidateFile } from "../../verify/verifier.ts";
import type { Session } from "../session.ts";
import { closedFile } from "./apply.ts";
import type { EditCheck, WorkedOut } from "./runAction.ts";

type Here = Pick<Session, "verifier" | "workspace" | "config" | "log" | "course">;

/** Checks edits with the verifier of the session. What nobody can say is no fault of an edit. */
export function checkWith(session: Here, say: (message: string) => void, token: CancellationToken): EditCheck {
  const { verifier, config, log } = session;
  const { maxSeconds, maxAnswers } = config.verify;
  return {
    maxAnswers: async (languageId) => ((await verifier?.covers(languageId)) ? maxAnswers : 1),
    draws: (answer, most) => {
      say(`answer ${answer} of at most ${most}`);
      log.info(`answer ${answer} of at most ${most} is drawn`);
    },
    shortfall: async (outcome, problems): Promise<Shortfall | undefined> => {
      const candidate = verifier && (await candidateOf(session, outcome));
      if (!candidate) return undefined;
      say("checking");
      const beganMs = performance.now();
      const verdict = await verifier.verify(candidate, maxSeconds * 1000, token);
      session.course?.timeline.note("check", beganMs);
      if (verdict.kind === "untold") log.info(`an edit was not checked: ${verdict.because}`);
      return shortfallOf(verdict, candidate, problems);
    },
  };
}

/** The edit as it would be made now; undefined where nothing can be said of it before it is made. */
async function candidateOf(session: Here, outcome: WorkedOut): Promise<CandidateEdit | undefined> {
  const { open } = session.workspace.snapshot();
  const files = outcome.kind === "edit" ? fileOf(session, outcome) : await filesOf(session, outcome.places);
  const [first] = files ?? [];
  if (!files || !first) return undefined;
  const own = new Set(files.map(({ uri }) => uri));
  const others = [...open.values()].filter(({ uri, key }) => !own.has(uri) && isAbsolute(key));
  const file = open.get(first.uri);
  return { files, root: file && rootOf(file), open: others.map(({ key, text }) => ({ diskPath: key, text })) };
}

function fileOf({ workspace }: Here, { target, proposal }: WorkedOut & { kind: "edit" }): CandidateFile[] | undefined {
  const file = workspace.snapshot().open.get(target.uri);
  const changes = file && rebased(proposal.changes, target.text, file.text, target);
  return changes && candidateFile(file, changes);
}

async function filesOf({ workspace }: Here, places: readonly PlacedChange[]): Promise<CandidateFile[] | undefined> {
  const { open } = workspace.snapshot();
  const files: CandidateFile[] = [];
  for (const uri of new Set(places.map((place) => place.uri))) {
    const file = open.get(uri) ?? (await closedFile(uri));
    if (!file) return undefined;
    const inFile = places
      .filter((place) => place.uri === uri)
      .map(({ range, newText }) => {
        return { start: file.offsetAt(range.start), end: file.offsetAt(range.end), newText };
      });
    const own = candidateFile(
      file,
      inFile.sort((a, b) => a.start - b.start),
    );
    if (!own) return undefined;
    files.push(...own);
  }
  return files;
}

/** A file with changes; undefined for a cell, which is part of a text that no other program knows. */
export function candidateFile(file: SourceFile, changes: readonly TextChange[]): CandidateFile[] | undefined {
  const { uri, key, path, text } = file;
  if (file.parts.length !== 1) return undefined;
  const languageId = file.languageId || (languageOf(path)?.ids[0] ?? "plaintext");
  const diskPath = isAbsolute(key) ? key : undefined;
  return [{ uri, diskPath, languageId, before: text, after: applied(text, changes), changes }];
}

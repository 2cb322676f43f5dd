import type { CancelToken } from "../../base/pause.ts";
import type { TextChange } from "../text/textChange.ts";
import { type Comparison, compared } from "./compare.ts";
import type { CodeFinding, CodeFindings } from "./finding.ts";

/** A file as it would be. */
export type CandidateFile = {
  readonly uri: string;
  /** Its path on disk; undefined for what is no file. */
  readonly diskPath: string | undefined;
  readonly languageId: string;
  readonly before: string;
  readonly after: string;
  /** What makes `after` of `before`: sorted, not overlapping. */
  readonly changes: readonly TextChange[];
};

/** An edit that is not made yet. */
export type CandidateEdit = {
  readonly files: readonly CandidateFile[];
  /** The workspace folder that the first of them lies in; undefined outside of all. */
  readonly root: string | undefined;
  /** What else is open in the editor, and may differ from what is on disk. */
  readonly open: readonly { readonly diskPath: string; readonly text: string }[];
  /** Nobody waits for the verdict: whoever asks something comes first, and other files are not looked at. */
  readonly isGuess?: boolean;
};

export type FindingIn = CodeFinding & { readonly uri: string };

/** Who looked says which findings an edit brings, which it ends and which stay; or why nobody can say. */
export type Verdict =
  | ({ readonly kind: "told" } & Comparison<FindingIn>)
  | { readonly kind: "untold"; readonly because: string };

/** Looks what a compiler or a language server says to an edit before it is made. Nothing of it is seen elsewhere. */
export type Verifier = {
  /** True where it may know something of edits in a language, by its LSP identifier. */
  readonly covers: (languageId: string) => Promise<boolean>;
  /** Resolves within `maxMs`, and soon after `token` is cancelled. Never rejects. */
  readonly verify: (candidate: CandidateEdit, maxMs: number, token: CancelToken) => Promise<Verdict>;
};

/** A language server beside Hearth: it looks at edits, and says what is wrong with the texts as they are. */
export type ServerBeside = Verifier & {
  /** What it told the editor last of a document, published or asked for; undefined where it has not. */
  readonly published: (uri: string) => Published | undefined;
};

/** `version` is the editor's, where it is told. `diagnostics` are LSP's, as they came. */
export type Published = { readonly version?: number | undefined; readonly diagnostics: unknown };

/** `because` is a sentence without its end. */
export function untold(because: string): Verdict {
  return { kind: "untold", because };
}

/** The verdict on a candidate by what is said of all its files, and of others, before and after. */
export function verdictOf({ files }: CandidateEdit, before: CodeFindings, after: CodeFindings): Verdict {
  const uris = new Set([...before.keys(), ...after.keys()]);
  const all = [...uris].map((uri) => {
    const changes = files.find((file) => file.uri === uri)?.changes ?? [];
    const placed = (findings: readonly CodeFinding[] = []) => findings.map((finding) => ({ ...finding, uri }));
    return compared(placed(before.get(uri)), placed(after.get(uri)), changes);
  });
  return {
    kind: "told",
    brought: all.flatMap(({ brought }) => brought),
    gone: all.flatMap(({ gone }) => gone),
    kept: all.flatMap(({ kept }) => kept),
  };
}

/** Asks one after the other until one can tell. */
export function firstToTell(verifiers: readonly Verifier[]): Verifier | undefined {
  if (verifiers.length === 0) return undefined;
  return {
    covers: async (languageId) => {
      for (const { covers } of verifiers) if (await covers(languageId)) return true;
      return false;
    },
    verify: async (candidate, maxMs, token) => {
      const reasons: string[] = [];
      for (const { verify } of verifiers) {
        const verdict = await verify(candidate, maxMs, token);
        if (verdict.kind === "told" || token.isCancellationRequested) return verdict;
        reasons.push(verdict.because);
      }
      return untold(reasons.join("; "));
    },
  };
}

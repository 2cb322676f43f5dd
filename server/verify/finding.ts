/** What a compiler, a linter or a language server says about a range of a text. */
export type CodeFinding = {
  readonly message: string;
  readonly code?: string;
  /** Who says it, where several programs speak through one. */
  readonly source?: string;
  /** Information and hints are no faults. */
  readonly isFault: boolean;
  /** A fault that half-written code earns, too. */
  readonly isWarning?: boolean;
  /** UTF-16 offsets; the end is outside. */
  readonly start: number;
  readonly end: number;
};

/** A place in a text that is not at hand: line and column are as good as an offset where nothing is changed. */
export function placeWithoutText(line: number, column: number): number {
  return line * 100_000 + column;
}

/** The findings of files, by URI. */
export type CodeFindings = ReadonlyMap<string, readonly CodeFinding[]>;

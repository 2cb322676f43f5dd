/** A commit that was replayed; all that tables are made of. */
export type ReplayedCommit = {
  readonly key: string;
  readonly repository: string;
  /** Of the workspace. */
  readonly files: number;
  readonly edits: readonly SettledEdit[];
  /** Each place once, as it was first offered. */
  readonly places: readonly OfferedPlace[];
  /** Hunks that repeat a replacement of an earlier hunk. */
  readonly repeating: readonly { readonly path: string; readonly hunk: number; readonly isOffered: boolean }[];
};

/** What came after one hunk. */
export type SettledEdit = {
  readonly path: string;
  readonly offered: number;
  readonly right: number;
  /** A hunk to come repeats something. */
  readonly isFollowed: boolean;
  /** Processor time of finding what follows, and the time until it was there. */
  readonly cpuMs: number;
  readonly ms: number;
};

export type OfferedPlace = {
  readonly path: string;
  /** The hunk after which it was offered first. */
  readonly edit: number;
  readonly rule: string;
  /** In the file as it was, from 0 on. */
  readonly line: number;
  readonly oldText: string;
  readonly newText: string;
  readonly lineText: string;
  readonly isRight: boolean;
  /** The hunk that holds it, if one does. */
  readonly hunk?: number | undefined;
};

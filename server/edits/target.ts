/** The code that a model was asked to change. Offsets are UTF-16 offsets into `text`. */
export type EditTarget = {
  /** Relative to the workspace folder, with `/`, as in `KnownNames`. */
  readonly path: string;
  readonly languageId: string;
  /** The whole file as it is now: the editor's text, with its line ends and its BOM. Empty for a file to be made. */
  readonly text: string;
  /** The range that may change. Nothing outside does, but for imports that the change needs. */
  readonly start: number;
  readonly end: number;
  readonly mode: EditMode;
  /** Ranges of `text` whose code stays, token by token, in a target that is written anew. */
  readonly kept?: readonly { readonly start: number; readonly end: number }[];
  /** True if the code does the same afterwards, so that no value in it becomes another one. */
  readonly keepsValues?: true;
  /** What the user changed and changed back: `before` as it is, `after` as it was for a while. */
  readonly takenBack?: readonly { readonly before: string; readonly after: string }[];
};

/**
 * - `replace`: the answer is `[start, end)` written anew.
 * - `insert`: the answer goes to `start` (which equals `end`) as lines of its own. They go above the line that begins
 *   there, or below the text if that is its end. In a file without text the answer is the file.
 * - `document`: only the documentation of the definition in `[start, end)` changes, whatever else the answer shows.
 * - `annotate`: only the types in the signature of the function in `[start, end)` change, likewise.
 * - `rename`: the answer is a new name for the identifier in `[start, end)`. The identifier changes wherever the file
 *   means it.
 */
export type EditMode = "replace" | "insert" | "document" | "annotate" | "rename";

/** Lines to find and lines to put in their place, without line ends. */
export type Hunk = {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** The file it says it is for, as written. */
  readonly path?: string;
};

/** The target as an answer wants it, before it is fitted into the file. */
export type Rewrite = {
  /** Ends its lines with \n and is indented as the model saw fit. */
  readonly code: string;
  /** True if `code` already stands in the file's own indentation, line for line. */
  readonly isFitted: boolean;
  /** Import statements that the answer puts at the top of the file, as written. */
  readonly imports: readonly string[];
  readonly warnings: readonly string[];
};

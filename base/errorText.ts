/** An error as it stands in the log: with its stack, which begins with its message. */
export function errorText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** An error as people read it: its message alone. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

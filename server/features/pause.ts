import type { CancellationToken } from "vscode-languageserver";

/** Resolves after the time, or at once when cancelled. It keeps no process alive. */
export function pause(ms: number, token: CancellationToken): Promise<void> {
  if (ms === 0 || token.isCancellationRequested) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms).unref();
    token.onCancellationRequested(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

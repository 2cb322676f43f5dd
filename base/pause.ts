/** Tells those who work that nobody waits any more. Those of vscode-languageserver are such tokens. */
export type CancelToken = {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: (listener: () => void) => { dispose(): void };
};

/** Resolves after the time, or at once when cancelled. It keeps no process alive. */
export function pause(ms: number, token: CancelToken): Promise<void> {
  if (ms === 0 || token.isCancellationRequested) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(end, ms).unref();
    const listening = token.onCancellationRequested(end);
  });
}

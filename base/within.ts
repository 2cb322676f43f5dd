import type { CancelToken } from "./pause.ts";

/**
 * The value that a promise resolves to. Undefined when `ms` are over or `token` is cancelled first. Rejects as the
 * promise does. Nothing is left behind: neither a timer, nor a listener of the token. It does not end the promise's
 * work.
 */
export async function within<T>(
  promise: Promise<T>,
  { ms, token }: { readonly ms?: number | undefined; readonly token?: CancelToken },
): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  let listening: { dispose(): void } | undefined;
  const given = new Promise<undefined>((resolve) => {
    const giveUp = () => resolve(undefined);
    if (ms !== undefined) timer = setTimeout(giveUp, Math.max(0, ms));
    if (token?.isCancellationRequested) giveUp();
    else listening = token?.onCancellationRequested(giveUp);
  });
  try {
    return await Promise.race([promise, given]);
  } finally {
    clearTimeout(timer);
    listening?.dispose();
  }
}

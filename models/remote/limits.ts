export type RemoteLimits = {
  readonly connectMs: number;
  /** Until a server says anything: it may have others to serve and a long prompt to read. */
  readonly firstByteMs: number;
  /** Between two pieces of an answer. */
  readonly stallMs: number;
  /** Before a server that could not be used is asked again. */
  readonly againMs: number;
};

export const usualLimits: RemoteLimits = { connectMs: 5000, firstByteMs: 60_000, stallMs: 60_000, againMs: 10_000 };

export type HttpLimits = {
  readonly connectMs: number;
  /** Until a server says anything: it may have others to serve and a long prompt to read. */
  readonly firstByteMs: number;
  /** Between two pieces of an answer. */
  readonly stallMs: number;
};

export const usualLimits: HttpLimits = { connectMs: 5000, firstByteMs: 60_000, stallMs: 60_000 };

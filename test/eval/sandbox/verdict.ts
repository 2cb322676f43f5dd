/** What became of a program and its tests. */
export type Verdict =
  | { readonly end: "passed" }
  /** `why` is one line: the assertion that failed, or the error. */
  | { readonly end: "failed"; readonly why: string }
  | { readonly end: "outOfTime" }
  | { readonly end: "outOfMemory" };

/** What a program may use. */
export type Limits = {
  /** Of processor time: how busy the machine is must not decide whether a test passes. */
  readonly cpuSeconds: number;
  readonly memoryBytes: number;
  /** Of wall time, for programs that sleep. */
  readonly wallMs: number;
};

export const usualLimits: Limits = { cpuSeconds: 5, memoryBytes: 1 << 30, wallMs: 60_000 };

/** Longer reasons are cut: a test may print a whole table. */
const maxReason = 400;

export function failed(why: string): Verdict {
  const line = why.replace(/\s+/g, " ").trim();
  return { end: "failed", why: line.length > maxReason ? `${line.slice(0, maxReason)}…` : line };
}

/** What a program reports that came to an end of its own. */
export type Report =
  | { readonly end: "passed" }
  | { readonly end: "failed"; readonly why: string }
  | { readonly end: "outOfMemory" };

/**
 * Loaded before a program, it makes the wall clock jump by days, forwards and back, five times a second. The clock
 * that `performance.now` and timers follow cannot be set by anybody, so it stays as it is.
 */
const jumpEveryMs = 200;
const jumpsDays = [0, 10, -10, 400, -400];
const dayMs = 86_400_000;

const RealDate = Date;
const startMs = performance.now();

function jumpingNow(): number {
  const jumps = Math.floor((performance.now() - startMs) / jumpEveryMs);
  return RealDate.now() + (jumpsDays[jumps % jumpsDays.length] ?? 0) * dayMs;
}

globalThis.Date = class extends RealDate {
  constructor(...args: []) {
    super(...((args.length > 0 ? args : [jumpingNow()]) as []));
  }

  static override now(): number {
    return jumpingNow();
  }
} as DateConstructor;

/** No block of so many lines comes again and again by chance. */
const maxPeriod = 40;

/** Rounds after which lines that are the same count as a loop. Code has three closing lines in a row often enough. */
const sameRounds = 4;

/** A table may have a few rows that are the same. */
const sameLines = 10;

/** Rounds of lines that differ in their numbers only: `test_17`, `test_18`. Tables of cases have a few of those. */
const countedRounds = 12;

/** A round says something: closing brackets alone are none. */
const minRoundCharacters = 12;

/** Within a line more has to come again: lists and rulers have many signs that are the same. */
const inLine = { maxPeriod: 400, rounds: 4, characters: 800 };

/**
 * The offset behind the first round, where an answer begins to go round in circles; undefined where it does not. Lines
 * are compared without their blanks. In the last one, which may be half written, parts of it are compared.
 */
export function loopIn(text: string): number | undefined {
  const lines = text.split("\n");
  const whole = lines.slice(0, -1).map((line) => line.trim());
  const counted = whole.map((line) => line.replace(/\d+/g, "0"));
  for (let period = 1; period <= maxPeriod; period++) {
    const rounds =
      goesRound(whole, period, Math.max(sameRounds, sameLines / period)) ?? goesRound(counted, period, countedRounds);
    if (rounds !== undefined) {
      const first = whole.length - rounds * period + period;
      return lines.slice(0, first).reduce((length, line) => length + line.length + 1, 0);
    }
  }
  return loopInLine(text);
}

/** The same within the last line, which one list may fill to the limit. */
function loopInLine(text: string): number | undefined {
  const start = text.lastIndexOf("\n") + 1;
  const line = text.slice(start);
  if (line.length < inLine.characters) return undefined;
  for (let period = 1; period <= inLine.maxPeriod; period++) {
    let from = line.length - period;
    while (from > 0 && line[from - 1] === line[from - 1 + period]) from--;
    const covered = line.length - from;
    if (covered >= Math.max(inLine.characters, inLine.rounds * period)) return start + from + period;
  }
  return undefined;
}

/** How many rounds of `period` lines the text ends with; undefined where they are fewer than wanted. */
function goesRound(lines: readonly string[], period: number, wanted: number): number | undefined {
  const last = lines.slice(-period);
  if (last.join("").length < minRoundCharacters) return undefined;
  let rounds = 1;
  const isRound = (n: number) =>
    (n + 1) * period <= lines.length && last.every((line, i) => lines[lines.length - (n + 1) * period + i] === line);
  while (isRound(rounds)) rounds++;
  return rounds >= wanted ? rounds : undefined;
}

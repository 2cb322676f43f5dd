import { linesOf } from "../../text/lines.ts";

/** One thing that a checker has printed. Lines and columns count from 1; 0 where the checker names none. */
export type Reported = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly code?: string;
  readonly isFault: boolean;
};

/** The head of a message. What stands behind it and is indented, or says more of the same, belongs to it. */
const heads: readonly RegExp[] = [
  // tsc: src/a.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.
  /^(?<path>\S.*?)\((?<line>\d+),(?<column>\d+)\): (?<severity>error|warning|message|info) (?<code>\w+): (?<message>.*)$/,
  // pyright: /a.py:3:7 - error: "x" is not defined (reportUndefinedVariable)
  /^\s*(?<path>\S.*?):(?<line>\d+):(?<column>\d+) - (?<severity>error|warning|information): (?<message>.*?)(?: \((?<code>report\w+)\))?$/,
  // mypy, gcc, cargo's short form: a.py:3: error: Name "x" is not defined  [name-defined]
  /^(?<path>\S.*?):(?<line>\d+):(?:(?<column>\d+):)? ?(?<severity>error|warning|note)(?:\[(?<code>\w+)\])?: (?<message>.*)$/,
  // go vet, eslint -f unix, ruff: ./a.go:3:7: undefined: x
  /^(?:vet: )?(?<path>\S.*?):(?<line>\d+):(?:(?<column>\d+):)? (?<message>\S.*)$/,
];

/** cargo and rustc print what is wrong, then where. */
const rustHead = /^(?<severity>error|warning)(?:\[(?<code>\w+)\])?: (?<message>.*)$/;
const rustPlace = /^\s*--> (?<path>.+?):(?<line>\d+):(?<column>\d+)$/;

const noFaults: ReadonlySet<string | undefined> = new Set(["message", "info", "information", "note"]);

/** Reads what a checker has printed, in the forms of tsc, pyright, mypy, go vet, cargo, eslint, ruff and their like. */
export function reportedIn(output: string): readonly Reported[] {
  const found: Reported[] = [];
  let head: Readonly<Record<string, string | undefined>> | undefined;
  let isOpen = false;
  for (const line of linesOf(output)) {
    const rust = rustHead.exec(line)?.groups;
    const place = rustPlace.exec(line)?.groups;
    const whole = rust || place ? undefined : groupsOf(line);
    if (rust) head = rust;
    else if (place && head) found.push(reported({ ...head, ...place }));
    else if (whole) found.push(reported(whole));
    else if (isOpen && /^\s+\S/.test(line)) found.push(...continued(found.pop(), line));
    if (place) head = undefined;
    isOpen = whole !== undefined || (isOpen && /^\s+\S/.test(line));
  }
  return found;
}

function groupsOf(line: string) {
  for (const head of heads) {
    const groups = head.exec(line)?.groups;
    if (groups) return groups;
  }
  return undefined;
}

function reported({ path = "", line, column, message = "", code, severity }: Record<string, string | undefined>) {
  const known = code === undefined ? {} : { code };
  return {
    path,
    line: Number(line),
    column: Number(column ?? 0),
    message,
    ...known,
    isFault: !noFaults.has(severity),
  };
}

/** pyright ends the last line of a message with its rule. */
function continued(before: Reported | undefined, line: string): Reported[] {
  if (!before) return [];
  const [, text = "", code] = /^\s*(.*?)(?: \((report\w+)\))?$/.exec(line) ?? [];
  return [{ ...before, message: `${before.message}\n${text}`, ...(code === undefined ? {} : { code }) }];
}

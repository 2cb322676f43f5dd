import { type ParseArgsConfig, parseArgs } from "node:util";
import { errorCode } from "../../base/errorCode.ts";
import { errorMessage } from "../../base/errorText.ts";
import { meantName } from "../text/meantName.ts";
import { harmless } from "./terminal.ts";

/** Where a command writes: a process, or a test that reads along. */
export type Io = { readonly stdout: Output; readonly stderr: Output };
export type Output = { write(text: string): unknown; readonly isTTY?: boolean };

/** One word of the `hearth` command. */
export type Command = {
  /** "complete FILE:LINE[:COL] [--json]" */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly help: string;
  /** Resolves to the exit code. */
  readonly run: (args: string[], io?: Io) => Promise<number>;
};

/** An obstacle between a user and the result: one sentence, and the exit code that goes with it. */
export class CommandError extends Error {
  readonly exitCode: 1 | 2;

  constructor(sentence: string, exitCode: 1 | 2 = 1) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

type Options = NonNullable<ParseArgsConfig["options"]>;

/** A command whose arguments are parsed and whose errors become one sentence on stderr. */
export function command<const O extends Options>(definition: {
  readonly usage: string;
  readonly summary: string;
  /** The help of each option, as it is printed. */
  readonly details: string;
  readonly options: O;
  /** How many arguments it takes beside its options; no limit where `run` says itself what is too much. */
  readonly most?: number;
  readonly run: (values: Values<O>, positionals: string[], io: Io) => Promise<void>;
}): Command {
  const { usage, summary, details, options, most = Number.POSITIVE_INFINITY } = definition;
  const [word = ""] = usage.split(" ");
  return {
    usage,
    summary,
    help: `usage: hearth ${usage}\n\n${summary}\n\n${details.replace(/^\n|\s+$/g, "")}`,
    run: async (args, streams: Io = process) => {
      const io = { stdout: harmless(streams.stdout), stderr: harmless(streams.stderr) };
      try {
        const { values, positionals } = parse(word, args, options);
        const [extra] = positionals.slice(most);
        if (extra !== undefined) throw new CommandError(`${word} has no use for "${extra}"`, 2);
        await definition.run(values as Values<O>, positionals, io);
        return 0;
      } catch (error) {
        io.stderr.write(`hearth: ${errorMessage(error)}\n`);
        const exitCode = error instanceof CommandError ? error.exitCode : 1;
        if (exitCode === 2) io.stderr.write(`usage: hearth ${usage}\n`);
        return exitCode;
      }
    },
  };
}

type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>["values"];

function parse(word: string, args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new CommandError(wrongOption(word, error, options), 2);
  }
}

/** What parseArgs says takes several sentences, and tells of arguments that no command of ours has. */
function wrongOption(word: string, error: unknown, options: Options): string {
  const message = errorMessage(error);
  const [, name] = /'(?:-\w, )?(--?[^' =]+)/.exec(message) ?? [];
  const code = errorCode(error);
  if (name === undefined) return message;
  if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") {
    return message.includes("does not take") ? `${name} takes no value` : `${name} needs a value: ${name}=VALUE`;
  }
  if (code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION") return message;
  const meant = meantName(name.replace(/^-+/, ""), Object.keys(options));
  return `${word} has no option ${name}${meant === undefined ? "" : `; did you mean --${meant}?`}`;
}

/** Prints a result: as JSON for scripts, else as a person reads it. */
export function print({ stdout }: Io, text: string): void {
  stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

export function printJson(io: Io, value: unknown): void {
  print(io, JSON.stringify(value, null, 2));
}

import type { Command } from "./command.ts";

/** Loads one word of the `hearth` command, and nothing that only others need. */
type Load = () => Promise<Command>;

/** Every word, as `hearth --help` lists them. */
export const commands: Readonly<Record<string, Readonly<Record<string, Load>>>> = {
  "To begin": {
    setup: async () => (await import("./commands/setup.ts")).setupCommand,
    init: async () => (await import("./commands/init.ts")).initCommand,
    doctor: async () => (await import("./commands/doctor.ts")).doctorCommand,
    models: async () => (await import("./commands/models.ts")).modelsCommand,
  },
  "At a place in the code": {
    complete: async () => (await import("./commands/complete.ts")).completeCommand,
    explain: async () => (await import("./commands/explain.ts")).explainCommand,
    act: async () => (await import("./commands/act.ts")).actCommand,
    next: async () => (await import("./commands/next.ts")).nextCommand,
    syntax: async () => (await import("./commands/syntax.ts")).syntaxCommand,
    context: async () => (await import("./commands/context.ts")).contextCommand,
  },
  "What the code holds": {
    index: async () => (await import("./commands/index.ts")).indexCommand,
    symbols: async () => (await import("./commands/symbols.ts")).symbolsCommand,
    outline: async () => (await import("./commands/outline.ts")).outlineCommand,
  },
  "For other programs": {
    commit: async () => (await import("./commands/commit.ts")).commitCommand,
    mcp: async () => (await import("./commands/mcp.ts")).mcpCommand,
  },
  "Models in memory": {
    status: async () => (await import("./commands/status.ts")).statusCommand,
    view: async () => (await import("./commands/view.ts")).viewCommand,
    trace: async () => (await import("./commands/trace.ts")).traceCommand,
    stop: async () => (await import("./commands/stop.ts")).stopCommand,
    serve: async () => (await import("./commands/serve.ts")).serveCommand,
  },
};

/** The command of a name; undefined where there is none. */
export function commandNamed(word: string): Promise<Command> | undefined {
  return Object.values(commands)
    .find((group) => Object.hasOwn(group, word))
    ?.[word]?.();
}

/** `hearth --help` prints this. */
export async function usageOfAll(): Promise<string> {
  const groups = Object.entries(commands).map(async ([title, group]) => {
    const lines = Object.entries(group).map(async ([word, load]) => {
      const { summary } = await load();
      return `  hearth ${word.padEnd(9)}${summary}`;
    });
    return [`${title}:`, ...(await Promise.all(lines))].join("\n");
  });
  return [beginning, ...(await Promise.all(groups))].join("\n\n");
}

const beginning = `usage: hearth --stdio [--wrap "COMMAND"]   Serves an editor: the language server, with another one if wanted.
       hearth COMMAND [ARGUMENT...]        One of the commands below.
       hearth COMMAND --help               What it takes and prints.
       hearth --version

Exit code 0: done. 1: it could not be done, and one sentence on stderr says why. 2: wrong usage.`;

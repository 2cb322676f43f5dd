import type { Command } from "./command.ts";

/** Loads one word of the `hearth` command, and nothing that only others need. */
type Load = () => Promise<Command>;

/** Every word, as `hearth --help` lists them. */
export const commands: Readonly<Record<string, Readonly<Record<string, Load>>>> = {
  "To begin": {
    setup: async () => (await import("./commands/setup.ts")).setup,
    init: async () => (await import("./commands/init.ts")).init,
    doctor: async () => (await import("./commands/doctor.ts")).doctor,
    models: async () => (await import("./commands/models.ts")).models,
  },
  "At a place in the code": {
    complete: async () => (await import("./commands/complete.ts")).complete,
    explain: async () => (await import("./commands/explain.ts")).explain,
    act: async () => (await import("./commands/act.ts")).act,
    context: async () => (await import("./commands/context.ts")).context,
  },
  "What the code holds": {
    index: async () => (await import("./commands/index.ts")).index,
    symbols: async () => (await import("./commands/symbols.ts")).symbols,
    outline: async () => (await import("./commands/outline.ts")).outline,
  },
  "Models in memory": {
    status: async () => (await import("./commands/status.ts")).status,
    stop: async () => (await import("./commands/stop.ts")).stop,
    serve: async () => (await import("./commands/serve.ts")).serve,
  },
};

/** The command of a name; undefined where there is none. */
export function commandNamed(word: string): Promise<Command> | undefined {
  return Object.values(commands)
    .find((group) => Object.hasOwn(group, word))
    ?.[word]?.();
}

/** What `hearth --help` prints. */
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

import { addFile } from "../addFile.ts";
import { CommandError, command, type Io, print } from "../command.ts";
import { type EditorSetup, editorSetups, isInstalled, rendered, targetOf } from "../editorSetups.ts";

const names = editorSetups.map(({ name }) => name).join("|");

export const initCommand = command({
  usage: `init [${names}] [--write]`,
  summary: "Prints an editor's configuration for Hearth; without a name, that of every editor on the PATH.",
  details: `
  --write   puts it where the editor finds it. What is there already is never changed.

The commands in it are those of this installation.`,
  options: { write: { type: "boolean" } },
  run: async ({ write }, positionals, io) => {
    for (const setup of chosen(positionals)) {
      if (write) writeSetup(setup, io);
      else print(io, `${setup.comment(`${targetOf(setup)}:`)}\n\n${rendered(setup).trimEnd()}\n`);
    }
  },
});

function chosen([name, ...others]: readonly string[]): readonly EditorSetup[] {
  if (others.length > 0) throw new CommandError("one editor at a time, please", 2);
  if (name === undefined) {
    const installed = editorSetups.filter(isInstalled);
    if (installed.length === 0) throw new CommandError(`no editor is on the PATH; name one of ${names}`);
    return installed;
  }
  const setup = editorSetups.find((each) => each.name === name);
  if (!setup) throw new CommandError(`there is no setup for "${name}", only for ${names.replaceAll("|", ", ")}`, 2);
  return [setup];
}

function writeSetup(setup: EditorSetup, io: Io): void {
  const { name, title, isWhole, next } = setup;
  const path = targetOf(setup);
  if (!isWhole) {
    throw new CommandError(
      `${title} keeps all its settings in ${path}, where Hearth does not write; merge what hearth init ${name} prints`,
    );
  }
  const outcome = addFile(path, rendered(setup));
  if (outcome === "different") {
    throw new CommandError(`${path} is there already and was left as it is; merge what hearth init ${name} prints`);
  }
  print(io, outcome === "added" ? `${title}: wrote ${path}` : `${title}: ${path} is as it should be`);
  if (next) print(io, next);
}

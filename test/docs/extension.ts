import { defaultConfig } from "../../server/config/config.ts";
import { type Setting, settings } from "../../server/config/settings.ts";
import { textOf } from "./markdown.ts";

export const manifestPath = "editors/vscode/package.json";

/** What only the extension itself reads, and the server is not told. */
const ofExtension = {
  "hearth.server.path": {
    type: "string",
    default: "",
    scope: "machine",
    markdownDescription:
      "The program `hearth`, or the file `main.js` of an installation. Empty: the server that came with this extension, else `hearth` on the PATH.",
  },
};

/** The manifest of the extension for VS Code, whose settings are made of the one list of settings. */
export function manifest(): string {
  const found = JSON.parse(textOf(manifestPath));
  const properties = {
    ...ofExtension,
    ...Object.fromEntries(settings.map((setting, order) => [idOf(setting), drawn(setting, order)])),
  };
  // What a repository could set to its own advantage holds only where its user trusts it.
  const restricted = settings.filter(({ isOfMachine }) => isOfMachine).map(idOf);
  found.capabilities.untrustedWorkspaces.restrictedConfigurations = restricted;
  found.contributes.configuration = { title: "Hearth", properties };
  return `${JSON.stringify(found, null, 2)}\n`;
}

const idOf = ({ name }: Setting) => `hearth.${name}`;

function drawn(setting: Setting, order: number): object {
  const { meaning, schema, isOfMachine } = setting;
  const scope = isOfMachine ? "machine-overridable" : "window";
  return { order, ...schema, default: defaultOf(setting), scope, markdownDescription: meaning };
}

export function defaultOf({ name }: Setting): unknown {
  return name
    .split(".")
    .reduce((value: unknown, key) => (value as Readonly<Record<string, unknown>>)[key], defaultConfig);
}

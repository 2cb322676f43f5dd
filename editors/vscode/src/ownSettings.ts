import { workspace } from "vscode";

/**
 * What is set under `hearth`, without defaults. VS Code answers with a default where nothing is set, which would stand
 * over the user's config.json.
 */
export function ownSettings(names: readonly string[]): Readonly<Record<string, unknown>> {
  const configuration = workspace.getConfiguration("hearth");
  return Object.fromEntries(
    names.flatMap((name) => {
      const found = configuration.inspect(name);
      const value = found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue;
      // Objects of VS Code are proxies, which JSON would be made of one by one.
      return value === undefined ? [] : [[name, structuredCloneOf(value)]];
    }),
  );
}

const structuredCloneOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

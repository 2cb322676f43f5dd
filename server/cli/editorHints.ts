import { type EditorSetup, editorSetups, isInstalled } from "./editorSetups.ts";

/** Advice for the editors that are on this machine, a line each. Where there are none it is what is true of all. */
export function editorHints(): string[] {
  const installed = editorSetups.filter(isInstalled);
  if (installed.length > 0) return installed.map(hint);
  const names = editorSetups.map(({ name }) => name).join(", ");
  return [`none of ${names} is on the PATH; any editor can start "hearth --stdio" as a language server`];
}

function hint({ name, title, isWhole }: EditorSetup): string {
  const writes = isWhole ? `; hearth init ${name} --write puts it in its place` : "";
  return `${title}: hearth init ${name} prints its configuration${writes}`;
}

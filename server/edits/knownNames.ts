import type { WorkspaceView } from "../context/workspaceView.ts";

/** What an edit may ask of the workspace: what names other files define and mention, and which file an import means. */
export type KnownNames = Pick<WorkspaceView, "file" | "definitions" | "mentions" | "moduleOf">;

/** For a file outside every workspace. */
export const noNames: KnownNames = {
  file: () => undefined,
  definitions: () => [],
  mentions: () => [],
  moduleOf: () => undefined,
};

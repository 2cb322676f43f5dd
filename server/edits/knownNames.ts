import type { WorkspaceView } from "../context/workspaceView.ts";
import { Project } from "../languages/project.ts";

/**
 * What an edit may ask of the workspace: what names other files define and mention, which file an import means, and what the
 * project files say of modules.
 */
export type KnownNames = Pick<WorkspaceView, "file" | "definitions" | "mentions" | "moduleOf" | "project">;

/** For a file outside every workspace. */
export const noNames: KnownNames = {
  file: () => undefined,
  definitions: () => [],
  mentions: () => [],
  moduleOf: () => undefined,
  project: new Project(),
};

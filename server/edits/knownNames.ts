import type { WorkspaceView } from "../context/workspaceView.ts";
import { Project } from "../languages/project.ts";

/**
 * The part of the workspace that an edit may ask. It has the names that other files define and mention. It also has the
 * file that an import means, and the modules of the project files.
 */
export type KnownNames = Pick<
  WorkspaceView,
  "file" | "definitions" | "mentions" | "mentionedIn" | "moduleOf" | "project"
>;

/** For a file outside every workspace. */
export const noNames: KnownNames = {
  file: () => undefined,
  definitions: () => [],
  mentions: () => [],
  mentionedIn: () => [],
  moduleOf: () => undefined,
  project: new Project(),
};

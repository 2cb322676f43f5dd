import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { WorkspaceIndex, type WorkspaceIndexOptions } from "../../server/index/workspaceIndex.ts";

/** A folder on disk that is gone when its test is over. */
export class Folder implements Disposable {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "hearth-test-")));

  /** `--- path` lines begin the files. */
  constructor(files = "") {
    this.write(files);
  }

  write(files: string): void {
    for (const [, path, text] of files.matchAll(/^--- (.+)\n((?:(?!--- ).*\n?)*)/gm)) {
      this.file(path as string, text as string);
    }
  }

  file(path: string, content: string | Buffer): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), content);
  }

  path(relative: string): string {
    return join(this.root, relative);
  }

  git(...args: string[]): void {
    const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
    execFileSync("git", [...identity, ...args], { cwd: this.root, stdio: "ignore" });
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** The complete index of a folder. */
export async function indexed(
  folder: Folder,
  options: Partial<WorkspaceIndexOptions> = {},
): Promise<WorkspaceIndex & AsyncDisposable> {
  const workspace = new WorkspaceIndex({ log: () => {}, ...options });
  await workspace.setFolders([folder.root]);
  return Object.assign(workspace, { [Symbol.asyncDispose]: () => workspace.dispose() });
}

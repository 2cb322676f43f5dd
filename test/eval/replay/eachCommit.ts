import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parseConfig } from "../../../server/config/config.ts";
import { hostSettings } from "../../../server/engines/hostSettings.ts";
import { asUser } from "../../process/engines.ts";
import { TestUser } from "../../process/environment.ts";
import { BareModel } from "../lib/bare.ts";
import type { Commit } from "./commits.ts";
import { Checkout, type Repository } from "./git.ts";
import { HearthEditor } from "./hearth.ts";

type Ways = {
  readonly model: string;
  readonly threads: number | "auto";
  readonly speed: number;
  readonly maxMs: number;
  /** No bare model is asked. */
  readonly isAlone?: true;
};

/** Another language server, by the path of a file that it shall know, and where packages are that trees need. */
export type Beside = {
  readonly commandFor: (path: string) => readonly string[];
  readonly packages: string | undefined;
};

/**
 * For each task a server of its own whose workspace is the tree before the commit; the host with the model stays for
 * all, and the bare model is asked in it, unless there is none. With `beside` a second server for the same tree has
 * another language server beside it, and no bare model is asked. Ends before a task when the time is over; returns
 * whether all were done.
 */
export async function eachCommit<
  T extends { readonly repository: Repository; readonly commit: Commit; readonly path?: string },
>(
  tasks: readonly T[],
  { model, threads, speed, maxMs, isAlone }: Ways,
  work: (
    task: T,
    editor: HearthEditor,
    bare: BareModel | undefined,
    wrapped: HearthEditor | undefined,
  ) => Promise<void>,
  beside?: Beside,
): Promise<boolean> {
  if (tasks.length === 0) return true;
  const startedMs = performance.now();
  const settings = { model, threads, gpu: "off", log: "error" };
  using user = new TestUser();
  user.env.HEARTH_STEADY_TOKENS_PER_SECOND = String(speed);
  using _ = asUser(user);
  const bare =
    model === "none" || model === "memory" || beside || isAlone
      ? undefined
      : await BareModel.open(hostSettings(parseConfig(settings).config));
  try {
    const checkouts = new Map<string, Checkout>();
    for (const [index, task] of tasks.entries()) {
      if (index > 0 && performance.now() - startedMs > maxMs) return false;
      const { repository, commit } = task;
      const known = checkouts.get(repository.name);
      const checkout = known ?? new Checkout(repository, user.folder);
      checkouts.set(repository.name, checkout);
      checkout.moveTo(commit.parent);
      if (!known && beside?.packages) linkPackages(join(beside.packages, repository.name), checkout.folder);
      // Kept for the servers that follow, which read only what differs.
      if (!known) await user.run(["index", checkout.folder]);
      const editor = await HearthEditor.open(user, checkout.folder, settings);
      const command = beside?.commandFor(task.path ?? "");
      const wrapped = command && (await HearthEditor.open(user, checkout.folder, settings, command));
      try {
        await work(task, editor, bare, wrapped);
      } finally {
        await wrapped?.dispose();
        await editor.dispose();
      }
    }
    return true;
  } finally {
    await bare?.dispose();
  }
}

/** Git does not have the packages that a tree needs, and without them many types are not known. */
function linkPackages(from: string, to: string): void {
  for (const name of ["node_modules", ".venv"]) {
    if (existsSync(join(from, name)) && !existsSync(join(to, name))) symlinkSync(join(from, name), join(to, name));
  }
}

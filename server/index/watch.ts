import { subscribe } from "@parcel/watcher";
import { foreignFolders } from "./listing.ts";

/** Events are collected until it was quiet for so long, so that a branch switch is one change. */
const quietMs = 50;
/** But they are not held back longer than this, however busy the disk is. */
const longestMs = 500;

/**
 * Tells of files and folders below a root that were made, changed or removed by anybody; absolute paths, in batches.
 * For editors that do not tell the server. Resolves to what stops it.
 */
export async function watch(
  root: string,
  changed: (paths: readonly string[]) => void,
  log: (message: string) => void,
): Promise<() => Promise<void>> {
  let paths = new Set<string>();
  let firstMs = 0;
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    const batch = [...paths];
    paths = new Set();
    changed(batch);
  };
  try {
    const ignore = [...foreignFolders].map((folder) => `**/${folder}`);
    const subscription = await subscribe(
      root,
      (error, events) => {
        if (error) log(`index: watching ${root}: ${error.message}`);
        if (paths.size === 0) firstMs = Date.now();
        for (const { path } of events ?? []) paths.add(path);
        clearTimeout(timer);
        if (paths.size > 0) timer = setTimeout(flush, Math.min(quietMs, Math.max(0, firstMs + longestMs - Date.now())));
      },
      { ignore },
    );
    return async () => {
      clearTimeout(timer);
      await subscription.unsubscribe();
    };
  } catch (error) {
    // Too many folders for the system's limit, or a file system that reports nothing. The client's events remain.
    log(`index: cannot watch ${root}: ${(error as Error).message}`);
    return async () => {};
  }
}

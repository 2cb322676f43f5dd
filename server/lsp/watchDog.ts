import type { WatchDog } from "vscode-languageserver";
import { isRunning } from "../../base/isRunning.ts";

/** Hardly anybody needs it, and whoever wakes a processor costs battery. */
const intervalMs = 15_000;

/**
 * Ends this process after the editor's, as the protocol wants it. An editor that ends closes our input too, and that
 * ends us at once. This is for an editor whose end of the pipe is held open by something else it has started.
 *
 * The number an editor gives is its own in its own world. It names nobody here, or somebody else, when it comes from a
 * container or through ssh. So only a process that was there at first can be missed.
 */
export function watchDog(exit: (code: number) => void, isThere = isRunning, everyMs = intervalMs): WatchDog {
  return {
    shutdownReceived: false,
    exit,
    initialize({ processId }) {
      if (typeof processId !== "number" || !isThere(processId)) return;
      const timer = setInterval(() => {
        if (isThere(processId)) return;
        clearInterval(timer);
        exit(this.shutdownReceived ? 0 : 1);
      }, everyMs);
      timer.unref();
    },
  };
}

import type { CancellationToken } from "vscode-languageserver";
import type { Engine, LoadedModel } from "./engine.ts";

/** Why there is no model, in one sentence. */
export type NotReady = { readonly state: "failed" | "ended" | "cancelled"; readonly message: string };

/** Starts the engine and resolves when its model is loaded, or cannot be for now. Never rejects. */
export function whenReady(
  engine: Engine,
  token: CancellationToken,
): Promise<{ readonly state: "ready"; readonly model: LoadedModel } | NotReady> {
  return new Promise((resolve) => {
    const settle = (outcome: { readonly state: "ready"; readonly model: LoadedModel } | NotReady) => {
      stop();
      cancelled.dispose();
      resolve(outcome);
    };
    const look = () => {
      const { status } = engine;
      if (status.state === "ready" || status.state === "failed") settle(status);
      // It was started: what is off now has ended, or waits a while after a crash, and says nothing more.
      else if (status.state === "off")
        settle({ state: "ended", message: "the model's process ended; try again in a moment" });
    };
    const stop = engine.onStatus(look);
    const cancelled = token.onCancellationRequested(() => settle(stillLoading));
    engine.start();
    look();
    if (token.isCancellationRequested) settle(stillLoading);
  });
}

const stillLoading: NotReady = { state: "cancelled", message: "the model is still loading" };

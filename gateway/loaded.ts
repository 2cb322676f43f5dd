import type { CancellationToken } from "vscode-languageserver";
import type { Engine, LoadedModel } from "../models/engine.ts";
import { ApiRefusal } from "./refusal.ts";

/** The engine's model, loaded if need be. Throws ApiRefusal where there is none, or when nobody waits any more. */
export function loaded(engine: Engine, token: CancellationToken): Promise<LoadedModel> {
  return new Promise((resolve, reject) => {
    let hasBegun = false;
    const look = () => {
      const { status } = engine;
      if (status.state === "ready") settle(() => resolve(status.model));
      else if (status.state === "failed") settle(() => reject(new ApiRefusal(503, status.message)));
      else if (status.state === "off" && hasBegun)
        settle(() => reject(new ApiRefusal(503, "the model's process ended")));
      hasBegun ||= status.state !== "off";
    };
    const stop = engine.onStatus(look);
    const cancelled = token.onCancellationRequested(() =>
      settle(() => reject(new ApiRefusal(503, "nobody waits any more"))),
    );
    const settle = (how: () => void) => {
      stop();
      cancelled.dispose();
      how();
    };
    engine.start();
    look();
  });
}

import type { CancellationToken } from "vscode-languageserver";
import type { Engine, LoadedModel } from "../models/engine.ts";
import { whenReady } from "../models/whenReady.ts";
import { ApiRefusal } from "./refusal.ts";

/** The engine's model, loaded if need be. Throws ApiRefusal where there is none, or when nobody waits any more. */
export async function loaded(engine: Engine, token: CancellationToken): Promise<LoadedModel> {
  const outcome = await whenReady(engine, token);
  if (outcome.state !== "ready") throw new ApiRefusal(503, outcome.message);
  return outcome.model;
}

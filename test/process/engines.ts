import type { Engine, LoadedModel } from "../../models/engine.ts";
import type { HostSettings } from "../../models/local/protocol.ts";
import type { Config } from "../../server/config/config.ts";
import { hostSettings } from "../../server/engines/hostSettings.ts";
import type { TestUser } from "./environment.ts";

/** Until it is disposed, engines that are opened in this process are those of a test's user. */
export function asUser(user: TestUser): Disposable {
  const own = process.env;
  process.env = { ...user.env };
  return {
    [Symbol.dispose]: () => {
      process.env = own;
    },
  };
}

/** Settings for a machine that others use too. */
export function cpu(settings: Config | HostSettings): HostSettings {
  const own = "role" in settings ? settings : hostSettings(settings);
  return { ...own, gpu: "off", threads: 1 };
}

/** Starts the engine and waits for its model; rejects with the sentence that says why there is none. */
export function loaded(engine: Engine): Promise<LoadedModel> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const { status } = engine;
      if (status.state === "ready") resolve(status.model);
      if (status.state === "failed") reject(new Error(status.message));
    };
    engine.onStatus(look);
    engine.start();
    look();
  });
}

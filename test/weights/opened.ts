import { type OpenModel, openModel } from "../../models/host/llama.ts";
import { defaultConfig } from "../../server/config/config.ts";
import { hostSettings } from "../../server/engines/hostSettings.ts";

/** The embedded model, or another, on one thread of the processor: it says the same on every machine. */
export function opened(model: string = hostSettings(defaultConfig).model): Promise<OpenModel> {
  return openModel(
    { ...hostSettings(defaultConfig), model, gpu: "off", threads: 1 },
    () => {},
    () => {},
  );
}

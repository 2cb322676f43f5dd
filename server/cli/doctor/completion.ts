import type { HostSettings } from "../../../models/local/protocol.ts";
import { describeTrial, trial } from "../trial.ts";
import { type DoctorCheck, examine, type Finding, ok, type Patient, warning } from "./check.ts";
import { localRoles } from "./roles.ts";

/** Slower than this, suggestions come after the thought. */
const typingTokensPerSecond = 10;

/** Loads the models as an editor would and asks each once. */
export const completionCheck: DoctorCheck = {
  name: "completion",
  run: async (patient) => {
    const findings: Finding[] = [];
    for (const { name, settings } of localRoles(patient.config))
      findings.push(...(await timed(name, settings, patient)));
    return findings;
  },
};

/** A model that does not work must not hide what the other one does. */
function timed(name: string, settings: HostSettings, patient: Patient): Promise<readonly Finding[]> {
  return examine({ name, run: async () => [await outcome(name, settings)] }, patient);
}

async function outcome(name: string, settings: HostSettings): Promise<Finding> {
  const tried = await trial(settings);
  const { gpu, gpuLayers, totalLayers, threads, compromise } = tried.model;
  const place = gpu
    ? `${gpuLayers} of ${totalLayers} layers on the GPU (${gpu})`
    : `on the processor with ${threads} ${threads === 1 ? "thread" : "threads"}`;
  const text = `${tried.model.name}, ${place}: ${describeTrial(tried)}${compromise ? `; ${compromise}` : ""}`;
  if (tried.generatedTokens === 0) {
    return warning(name, text, "try hearth complete FILE:LINE at a place of your own");
  }
  const isSlow = tried.tokensPerSecond !== null && tried.tokensPerSecond < typingTokensPerSecond;
  return isSlow && settings.role === "all"
    ? warning(name, text, "hearth setup proposes a quicker model")
    : ok(name, text);
}

import { existsSync } from "node:fs";
import { describeMachine } from "../machine.ts";
import { type DoctorCheck, type Finding, ok, problem, warning } from "./check.ts";

/** Says whether llama.cpp starts here, and what it can use. */
export const machineCheck: DoctorCheck = {
  name: "machine",
  run: async ({ config, machine: asked }) => {
    const report = await asked.catch((error: Error) => error);
    if (report instanceof Error) {
      return [
        problem("machine", `llama.cpp does not start: ${report.message}`, `set hearth.gpu to "auto"; ${packages}`),
      ];
    }
    const found = ok("machine", describeMachine(report));
    if (report.gpu || config.gpu === "off") return [found];
    return [found, ...unusedGpu(driverOf(existsSync))];
  },
};

const packages = "npm installs llama.cpp's binaries as optional packages: install Hearth again without --omit=optional";

/** A GPU whose driver is here and which llama.cpp does not use is a pity. */
function unusedGpu(driver: string | undefined): Finding[] {
  if (!driver) return [];
  const advice = `${packages}; then see that ${driver === "NVIDIA" ? "nvidia-smi" : "vulkaninfo"} shows it`;
  return [warning("gpu", `there is a driver for a GPU (${driver}), but llama.cpp finds none that it can use`, advice)];
}

/** The driver of a GPU, by what it leaves on a Linux system. */
export function driverOf(exists: (path: string) => boolean): string | undefined {
  if (exists("/proc/driver/nvidia/version")) return "NVIDIA";
  if (exists("/dev/kfd")) return "AMD";
  return exists("/dev/dri/renderD128") ? "Vulkan" : undefined;
}

import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** Nobody unplugs a machine more often than it is worth to notice. */
const keptMs = 60_000;

const supplies = "/sys/class/power_supply";

/**
 * Whether this machine lives on its battery. It is looked up where it is asked for, at most once a minute, and nobody
 * waits for it: an answer is that of the last look, "no" before the first. Where no system tells, it is "no".
 */
export class Power {
  readonly #look: () => Promise<boolean>;
  readonly #nowMs: () => number;
  #isOnBattery = false;
  #lookedAtMs = -Infinity;

  constructor(look: () => Promise<boolean> = batteryIsUsed, nowMs: () => number = () => performance.now()) {
    this.#look = look;
    this.#nowMs = nowMs;
  }

  get isOnBattery(): boolean {
    const nowMs = this.#nowMs();
    if (nowMs - this.#lookedAtMs >= keptMs) {
      this.#lookedAtMs = nowMs;
      const seen = (isOnBattery: boolean) => {
        this.#isOnBattery = isOnBattery;
      };
      void this.#look().then(seen, () => seen(false)); // a system that does not tell
    }
    return this.#isOnBattery;
  }
}

/** Windows tells by a program that takes half a second of the processor: it is not asked. */
function batteryIsUsed(): Promise<boolean> {
  if (process.platform === "linux") return isDischarging(supplies);
  if (process.platform === "darwin") return isOnBatteryOfMac();
  return Promise.resolve(false);
}

async function isOnBatteryOfMac(): Promise<boolean> {
  const { stdout } = await promisify(execFile)("/usr/bin/pmset", ["-g", "batt"], { timeout: 5000 });
  return stdout.includes("'Battery Power'");
}

/**
 * True if a battery of the machine is being emptied and nothing feeds it, by Linux's folder of power supplies. The
 * batteries of mice and keyboards have the scope "Device".
 */
export async function isDischarging(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []); // a system without it
  const all = await Promise.all(names.map((name) => supplyIn(join(folder, name))));
  if (all.some(({ type, online }) => type !== "Battery" && online === "1")) return false;
  return all.some(({ type, scope, status }) => type === "Battery" && scope !== "Device" && status === "Discharging");
}

type Supply = { readonly [of in "type" | "online" | "scope" | "status"]: string | undefined };

async function supplyIn(folder: string): Promise<Supply> {
  const read = (name: string) =>
    readFile(join(folder, name), "utf8").then(
      (text) => text.trim(),
      () => undefined, // a battery has no "online", a plug no "status"
    );
  const [type, online, scope, status] = await Promise.all(["type", "online", "scope", "status"].map(read));
  return { type, online, scope, status };
}

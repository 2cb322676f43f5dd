import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { isDischarging, Power } from "../../base/power.ts";

/** A folder as Linux has it: what each supply says of itself. */
async function seenIn(supplies: Record<string, Record<string, string>>): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "hearth-power-"));
  try {
    for (const [name, files] of Object.entries(supplies)) {
      mkdirSync(join(folder, name));
      for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, file), `${text}\n`);
    }
    return await isDischarging(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const battery = { type: "Battery", scope: "System", status: "Discharging" };

test("a laptop without its plug is on battery", async () => {
  expect(await seenIn({ AC: { type: "Mains", online: "0" }, BAT0: battery })).toBe(true);
  expect(await seenIn({ BAT0: { type: "Battery", status: "Discharging" } })).toBe(true);
});

test("a plugged one is not, and neither is a desktop with a wireless mouse", async () => {
  expect(await seenIn({ AC: { type: "Mains", online: "1" }, BAT0: { ...battery, status: "Not charging" } })).toBe(
    false,
  );
  expect(await seenIn({ "ucsi-1": { type: "USB", online: "1" }, BAT0: battery })).toBe(false);
  expect(await seenIn({ hidpp_0: { ...battery, scope: "Device" } })).toBe(false);
  expect(await seenIn({})).toBe(false);
  expect(await isDischarging("/nowhere")).toBe(false);
});

test("the system is asked when somebody wants to know, and once a minute at most", async () => {
  let [looks, nowMs] = [0, 0];
  const look = () => Promise.resolve(++looks > 0);
  const power = new Power(look, () => nowMs);
  expect([looks, power.isOnBattery]).toEqual([0, false]);
  await Promise.resolve();
  nowMs = 59_999;
  expect([power.isOnBattery, looks]).toEqual([true, 1]);
  nowMs = 60_000;
  expect([power.isOnBattery, looks]).toEqual([true, 2]);
});

test("a system that fails to tell counts as plugged in", async () => {
  const power = new Power(() => Promise.reject(new Error("no pmset")));
  expect(power.isOnBattery).toBe(false);
  await new Promise(setImmediate);
  expect(power.isOnBattery).toBe(false);
});

import { errorMessage } from "../../../base/errorText.ts";
import type { OnRead } from "../../../models/files/hashes.ts";
import type { MachineReport } from "../../../models/host/inspect/inspect.ts";
import type { Config, ParsedConfig } from "../../config/config.ts";

/** One line of the page. */
export type Finding = {
  /** The subject of the check. */
  readonly name: string;
  readonly state: "ok" | "warning" | "problem";
  readonly text: string;
  /** Advice for a person. */
  readonly advice?: string;
};

/** The checks look at these. */
export type Patient = {
  readonly config: Config;
  readonly problems: ParsedConfig["problems"];
  /** The folder that the command was started in. */
  readonly folder: string;
  /** Asked once; rejected where llama.cpp does not start. */
  readonly machine: Promise<MachineReport>;
  /** The user wants models to be read whole and compared with their hashes, however long that takes. */
  readonly readsWholeFiles: boolean;
  /** Called while a whole file is read. */
  readonly onRead: OnRead;
};

export type DoctorCheck = {
  readonly name: string;
  readonly run: (patient: Patient) => Promise<readonly Finding[]> | readonly Finding[];
};

/** The findings of a check. A check that fails is a finding itself, since the others must still be made. */
export async function examine({ name, run }: DoctorCheck, patient: Patient): Promise<readonly Finding[]> {
  try {
    return await run(patient);
  } catch (error) {
    return [{ name, state: "problem", text: errorMessage(error) }];
  }
}

export function ok(name: string, text: string): Finding {
  return { name, state: "ok", text };
}

export function warning(name: string, text: string, advice: string): Finding {
  return { name, state: "warning", text, advice };
}

export function problem(name: string, text: string, advice: string): Finding {
  return { name, state: "problem", text, advice };
}

import { readFile } from "node:fs/promises";
import { writeAtomically } from "../../base/writeAtomically.ts";
import type { Downloaded } from "./download.ts";

/** The identity of a file when it came. It is that file for ever, and another one under its name is refused. */
type Pin = Downloaded & { readonly url: string };

export async function pin(file: string, known: Pin): Promise<void> {
  await writeAtomically(pinPath(file), `${JSON.stringify(known)}\n`);
}

/** The pin of a file; undefined for one that nobody pinned. */
export async function pinOf(file: string): Promise<Pin | undefined> {
  try {
    const known: Pin = JSON.parse(await readFile(pinPath(file), "utf8"));
    return typeof known?.sha256 === "string" && typeof known.bytes === "number" ? known : undefined;
  } catch {
    return undefined; // there is none, or it is of no use
  }
}

/** Beside the file, so that it goes where the file goes; it stays when the file is removed. */
function pinPath(file: string): string {
  return `${file}.pin.json`;
}

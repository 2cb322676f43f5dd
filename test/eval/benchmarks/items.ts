import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { BadInput } from "../lib/badInput.ts";

export type Item = Readonly<Record<string, unknown>>;

/** The items of a benchmark's file: JSON lines, or one JSON array, or either with gzip. Throws BadInput. */
export function readItems(path: string): readonly Item[] {
  const text = textOf(path);
  const items = text.trimStart().startsWith("[") ? array(path, text) : lines(path, text);
  if (items.length === 0) throw new BadInput(`${path} is empty; name a file of a benchmark`);
  const wrong = items.findIndex((item) => typeof item !== "object" || item === null || Array.isArray(item));
  if (wrong >= 0)
    throw new BadInput(
      `item ${wrong + 1} of ${path} is no JSON object; a benchmark's file has one for each of its tasks`,
    );
  return items as readonly Item[];
}

/** Whether all these fields of an item are texts. */
export function hasTexts<Name extends string>(
  item: Item,
  names: readonly Name[],
): item is Readonly<Record<Name, string>> {
  return names.every((name) => typeof item[name] === "string");
}

function textOf(path: string): string {
  const bytes = bytesOf(path);
  if (bytes.subarray(0, 4).toString("latin1") === "PAR1") {
    throw new BadInput(`${path} is in the Parquet format; export it to JSON first, as docs/measured.md says`);
  }
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString("utf8");
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new BadInput(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}); name a file of a benchmark`);
  }
}

function array(path: string, text: string): readonly unknown[] {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInput(`${path} begins like a JSON array and is none; name a file of a benchmark`);
  }
}

function lines(path: string, text: string): readonly unknown[] {
  const written = text.split("\n").map((line, i) => ({ line, number: i + 1 }));
  return written
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, number }) => {
      try {
        return JSON.parse(line);
      } catch {
        throw new BadInput(`line ${number} of ${path} is no JSON; a benchmark's file has one object a line`);
      }
    });
}

import { elementAt } from "../../../base/at.ts";

/** Under which a model puts its code, the likeliest first. */
const codeKeys = [
  "code",
  "new_code",
  "newCode",
  "fixed_code",
  "fixedCode",
  "replacement",
  "new_str",
  "newText",
  "content",
  "answer",
  "result",
  "output",
  "text",
  "name",
  "new_name",
  "newName",
];

/** Tags that models put around an answer. */
const tags = /^<(answer|output|result|response|code|solution)>\n?([\s\S]*?)\n?<\/\1>\s*$/;

/** The text inside a JSON string, a JSON object or a tag, where the whole answer is one. */
export function unwrapped(text: string): string {
  const trimmed = text.trim();
  const tagged = tags.exec(trimmed);
  if (tagged) return unwrapped(elementAt(tagged, 2));
  return fromJson(trimmed) ?? fromJson(inFence(trimmed)) ?? text;
}

/** The lines in the one fence that a text consists of. */
function inFence(text: string): string {
  const lines = text.split("\n");
  const isFenced = /^(?:```|~~~)\s*json\s*$/i.test(lines[0] ?? "") && /^(?:```|~~~)\s*$/.test(lines.at(-1) ?? "");
  return isFenced ? lines.slice(1, -1).join("\n").trim() : "";
}

function fromJson(text: string): string | undefined {
  if (!/^["{[]/.test(text)) return undefined;
  const value = parsed(text);
  if (typeof value === "string") return value;
  const edits = editsIn(value);
  if (edits) return edits;
  if (!isRecord(value)) return undefined;
  return codeKeys.map((key) => value[key]).find((code) => typeof code === "string");
}

/** Edits as a list of what to find and what to put there, in the form that `searchReplace` reads. */
function editsIn(value: unknown): string | undefined {
  const list = Array.isArray(value) ? value : isRecord(value) && Array.isArray(value.edits) ? value.edits : [value];
  const blocks = list.map((edit: unknown) => {
    if (!isRecord(edit)) return undefined;
    const search = edit.search ?? edit.old_str ?? edit.oldText ?? edit.old_string;
    const replace = edit.replace ?? edit.new_str ?? edit.newText ?? edit.new_string;
    if (typeof search !== "string" || typeof replace !== "string") return undefined;
    return `<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n`;
  });
  return blocks.length > 0 && blocks.every((block) => block !== undefined) ? blocks.join("") : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // code may begin with a brace or a quote too
  }
}

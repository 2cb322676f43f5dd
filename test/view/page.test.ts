import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { RequestRecord } from "../../models/requestRecord.ts";
import { repository } from "../process/environment.ts";

/** As much of an element as the page's parts ask for. */
class Drawn {
  readonly style = { setProperty: () => {} };
  readonly setAttribute = () => {};
  readonly #children: unknown[] = [];

  append(...children: unknown[]): void {
    this.#children.push(...children);
  }

  toString(): string {
    return this.#children.join("");
  }
}

beforeEach(() => void Object.assign(globalThis, { document: { createElement: () => new Drawn() } }));
afterEach(() => void Reflect.deleteProperty(globalThis, "document"));

/** The page's words on a request whose answer was stopped. */
async function wordsOn(request: RequestRecord["request"]): Promise<string> {
  const { details } = await import(pathToFileURL(join(repository, "server/view/page/parts.js")).href);
  const trace = {
    arrivedAtMs: 0,
    request,
    uri: "file:///a.ts",
    line: 1,
    outcome: "shown",
    totalMs: 1,
    spans: [],
    tokens: { prompt: 8, evaluated: 8, generated: 2 },
  };
  const record: RequestRecord = {
    ...trace,
    id: 1,
    title: null,
    path: "a.ts",
    model: "m",
    prompt: [],
    omitted: [],
    written: "It adds.",
    end: "cancelled",
    isUnsure: false,
    changes: [],
    suggested: "It adds.",
    message: null,
    memory: null,
  };
  return details({ trace, record, name: "editor" }, {}).join("\n");
}

test("an answer that was stopped is told as a whole suggestion only where it is one", async () => {
  expect(await wordsOn("ghost text")).toContain("2 tokens, stopped, the suggestion being whole");
  for (const request of ["action", "explanation", "next edit"] as const) {
    expect(await wordsOn(request)).toMatch(/2 tokens, stopped$/m);
  }
});

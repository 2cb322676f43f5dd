import { type Direction, errorProblems, paramsProblems, progressProblems, resultProblems } from "./metaModel.ts";

type Message = {
  readonly jsonrpc?: unknown;
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
};

/** All messages between an editor and a server, held against the protocol as they come. */
export class Conversation {
  /** What is wrong with what each side sent, one sentence each. */
  readonly problems: Readonly<Record<Direction, string[]>> = { clientToServer: [], serverToClient: [] };
  /** What each side sent, by method; answers under the method of their request. */
  readonly said: Readonly<Record<Direction, Set<string>>> = {
    clientToServer: new Set<string>(),
    serverToClient: new Set<string>(),
  };
  /** Whether all messages come here; where some do not, an answer may be one to such. */
  isWhole = true;
  readonly #asked: Readonly<Record<Direction, Map<number | string, string>>> = {
    clientToServer: new Map(),
    serverToClient: new Map(),
  };

  hear(from: Direction, message: Message): void {
    const { id, method } = message;
    const found = this.#problemsOf(from, message);
    const about = method ?? (id === undefined || id === null ? "an answer" : this.#asked[other(from)].get(id));
    this.said[from].add(method ?? `answer to ${about}`);
    this.problems[from].push(...found.map((problem) => `${about}: ${problem}`));
  }

  #problemsOf(from: Direction, { jsonrpc, id, method, params, ...answer }: Message): string[] {
    const version = jsonrpc === "2.0" ? [] : ["jsonrpc is not 2.0"];
    if (method !== undefined && id !== undefined && id !== null) {
      this.#asked[from].set(id, method);
      return [...version, ...paramsProblems("request", from, method, params)];
    }
    if (method === "$/progress") return [...version, ...progressProblems((params as { value?: unknown }).value)];
    if (method !== undefined) return [...version, ...paramsProblems("notification", from, method, params)];
    if (answer.error !== undefined) return [...version, ...errorProblems(answer.error)];
    const asked = id === undefined || id === null ? undefined : this.#asked[other(from)].get(id);
    if (asked === undefined) return this.isWhole ? [...version, "an answer to nothing"] : version;
    return [...version, ...resultProblems(asked, answer.result)];
  }
}

function other(direction: Direction): Direction {
  return direction === "clientToServer" ? "serverToClient" : "clientToServer";
}

import type { EditorReport, HostReport } from "../../models/local/protocol.ts";

/** Tokens that local models read and wrote, for whatever reason, and keys that were typed, since somebody looks. */
export type TokensPerKey = { readonly read: number; readonly written: number; readonly keys: number };

type Count = { readonly pid: number; readonly count: number };

/** What was spent since it was first looked at. Processes come and go: what each has counted is added up by itself. */
export class Spent {
  readonly #read = new Growth();
  readonly #written = new Growth();
  readonly #keys = new Growth();

  by(
    hosts: readonly Pick<HostReport, "pid" | "evaluatedTokens" | "generatedTokens">[],
    editors: readonly Pick<EditorReport, "pid" | "keys">[],
  ): TokensPerKey {
    return {
      read: this.#read.by(hosts.map(({ pid, evaluatedTokens }) => ({ pid, count: evaluatedTokens }))),
      written: this.#written.by(hosts.map(({ pid, generatedTokens }) => ({ pid, count: generatedTokens }))),
      keys: this.#keys.by(editors.map(({ pid, keys }) => ({ pid, count: keys }))),
    };
  }
}

/** How much the counts of several processes have grown since each was first seen; those of later ones from 0. */
class Growth {
  readonly #last = new Map<number, number>();
  #sum = 0;
  #isFirst = true;

  by(counts: readonly Count[]): number {
    for (const { pid, count } of counts) {
      const before = this.#last.get(pid) ?? (this.#isFirst ? count : 0);
      this.#sum += Math.max(0, count - before);
      this.#last.set(pid, count);
    }
    this.#isFirst = false;
    return this.#sum;
  }
}

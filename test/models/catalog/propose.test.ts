import { expect, test } from "@jest/globals";
import { curated } from "../../../models/catalog/curated.ts";
import type { Gpu, Machine } from "../../../models/catalog/machine.ts";
import { plans } from "../../../models/catalog/plans.ts";
import { candidate, caveats, type ModelProposal, proposeModels } from "../../../models/catalog/propose.ts";
import { chatHere, proposeHere } from "../../../models/catalog/proposeHere.ts";

const gib = 2 ** 30;

function machine(ramGib: number, gpu: Partial<Gpu> | null = null, bytesPerSecond: number | null = 20e9): Machine {
  const bytes = { total: ramGib * gib, free: ramGib * gib };
  const card: Gpu = { kind: "cuda", names: ["card"], total: 0, free: 0, unified: false, ...gpu };
  return { cores: 8, cpu: "cpu", ram: bytes, gpu: gpu && card, bytesPerSecond };
}

const card = (vramGib: number): Partial<Gpu> => ({ total: vramGib * gib, free: vramGib * gib });

function said(proposal: Pick<ModelProposal, "completion" | "chat"> | undefined): string {
  if (!proposal) return "nothing";
  const { completion, chat } = proposal;
  const also = chat === null || chat === "same" ? chat : `${chat.model.id} in ${chat.in}`;
  return `${completion.model.id} in ${completion.in}, ${also}`;
}

test.each<[string, Machine, string]>([
  ["a laptop of 8 GB", machine(8), "qwen2.5-coder-1.5b-q8 in ram, qwen2.5-coder-1.5b-instruct-q4 in ram"],
  [
    "a slow laptop of 8 GB",
    machine(8, null, 9e9),
    "qwen2.5-coder-0.5b-q8 in ram, qwen2.5-coder-1.5b-instruct-q4 in ram",
  ],
  ["a very slow laptop of 8 GB", machine(8, null, 2e9), "qwen2.5-coder-0.5b-q8 in ram, null"],
  ["a machine of 6 GB", machine(6), "qwen2.5-coder-1.5b-instruct-q4 in ram, same"],
  ["a desktop of 32 GB", machine(32, null, 40e9), "qwen2.5-coder-1.5b-q8 in ram, qwen2.5-coder-7b-instruct-q4 in ram"],
  ["4 GB VRAM", machine(16, card(4)), "qwen2.5-coder-1.5b-q8 in gpu, qwen2.5-coder-7b-instruct-q4 in ram"],
  ["4 GB VRAM, 8 GB", machine(8, card(4)), "qwen2.5-coder-1.5b-q8 in gpu, qwen2.5-coder-1.5b-instruct-q4 in ram"],
  ["4 GB VRAM, 6 GB", machine(6, card(4)), "qwen2.5-coder-1.5b-q8 in gpu, qwen2.5-coder-1.5b-instruct-q4 in ram"],
  ["8 GB VRAM, 8 GB", machine(8, card(8)), "qwen2.5-coder-7b-instruct-q4 in gpu, same"],
  ["8 GB VRAM", machine(32, card(8)), "qwen2.5-coder-7b-q4 in gpu, qwen2.5-coder-7b-instruct-q4 in ram"],
  ["12 GB VRAM", machine(32, card(12)), "qwen2.5-coder-7b-q4 in gpu, qwen2.5-coder-7b-instruct-q4 in gpu"],
  ["16 GB VRAM", machine(32, card(16)), "qwen2.5-coder-7b-q4 in gpu, qwen2.5-coder-7b-instruct-q4 in gpu"],
  ["24 GB VRAM", machine(64, card(24)), "qwen2.5-coder-7b-q8 in gpu, qwen2.5-coder-14b-instruct-q4 in gpu"],
  ["64 GB VRAM", machine(64, card(64)), "qwen3-coder-30b-q8 in gpu, same"],
  [
    "unified 16 GB",
    machine(16, { kind: "metal", total: 11 * gib, free: 11 * gib, unified: true }, 100e9),
    "qwen2.5-coder-7b-q4 in gpu, qwen2.5-coder-7b-instruct-q4 in ram",
  ],
])("%s", (_name, given, expected) => {
  expect(said(proposeModels(given, curated, plans))).toBe(expected);
});

/** Models that lie on a machine, by ids of the catalogue. */
const here = (...ids: string[]) => curated.filter(({ id }) => ids.includes(id));

test.each<[string, string[], Machine, string]>([
  ["nothing", [], machine(32), "nothing"],
  [
    "an instruct model does both",
    ["qwen2.5-coder-1.5b-instruct-q4"],
    machine(16),
    "qwen2.5-coder-1.5b-instruct-q4 in ram, same",
  ],
  [
    "two models suit their tasks better than one",
    ["qwen2.5-coder-1.5b-q8", "qwen2.5-coder-1.5b-instruct-q4"],
    machine(16),
    "qwen2.5-coder-1.5b-q8 in ram, qwen2.5-coder-1.5b-instruct-q4 in ram",
  ],
  [
    "the larger that is quick",
    ["qwen2.5-coder-7b-q8", "qwen2.5-coder-1.5b-q8"],
    machine(16, card(12)),
    "qwen2.5-coder-7b-q8 in gpu, null",
  ],
  ["a large one reads too slowly on a processor", ["qwen2.5-coder-7b-q8"], machine(64, null, 200e9), "nothing"],
  ["one that only converses completes nothing", ["gpt-oss-20b"], machine(64, card(24)), "nothing"],
  ["what has no room is left", ["codestral-22b-q8"], machine(16, card(8)), "nothing"],
])("of what is here: %s", (_name, ids, given, expected) => {
  expect(said(proposeHere(here(...ids), given))).toBe(expected);
});

test("a model here that converses stands beside one that is still to come", () => {
  const big = machine(64, card(24));
  const { completion } = proposeModels(big, curated, plans) as ModelProposal;
  expect(chatHere(here("gpt-oss-20b", "qwen3.5-4b-q4"), completion, big)?.model.id).toBe("gpt-oss-20b");
  expect(chatHere(here("qwen2.5-coder-7b-q8"), completion, big)).toBeUndefined();
});

test("nothing is proposed where nothing fits", () => {
  expect(proposeModels(machine(4), curated, plans)).toBeUndefined();
});

test("whatever is proposed leaves a desktop its room", () => {
  for (let ramGib = 4; ramGib <= 128; ramGib += 4) {
    for (const gpu of [null, card(2), card(6), card(10), card(20), card(48)]) {
      const proposal = proposeModels(machine(ramGib, gpu), curated, plans);
      const models = proposal
        ? [proposal.completion, ...(proposal.chat && proposal.chat !== "same" ? [proposal.chat] : [])]
        : [];
      const taken = (where: string) =>
        models.filter((each) => each.in === where).reduce((sum, each) => sum + (each.memoryBytes ?? Infinity), 0);
      expect(taken("ram")).toBeLessThanOrEqual(Math.max(0, ramGib * gib - 4e9));
      expect(taken("gpu")).toBeLessThanOrEqual(Math.max(0, (gpu?.total ?? 0) - 1e9));
    }
  }
});

test("only models under an open licence are proposed", () => {
  const closed = curated.map((model) => ({ ...model, open: model.id !== "qwen2.5-coder-1.5b-q8" }));
  expect(said(proposeModels(machine(16, card(4)), closed, plans))).toBe("qwen2.5-coder-1.5b-instruct-q4 in gpu, same");
});

test("a machine without a GPU is told what to expect", () => {
  const { caveats: sentences } = proposeModels(machine(8, null, 2e9), curated, plans) as ModelProposal;
  expect(sentences).toEqual([
    "Without a GPU the first suggestion in a file takes seconds, those after it about one.",
    "This processor's memory is slow: suggestions may come later than you type.",
    "No model that follows instructions is small and quick enough for this machine beside it.",
  ]);
});

test("a model that a user chooses is not refused, but its price is named", () => {
  const named = (id: string) => curated.find((model) => model.id === id) as (typeof curated)[number];
  const small = machine(8, card(4));
  const chosen = candidate(named("qwen2.5-coder-3b-q8"), "completion", small);
  expect(chosen.in).toBe("ram");
  const [licence, room] = caveats({ completion: chosen, chat: candidate(named("gpt-oss-20b"), "chat", small) }, small);
  expect(licence).toContain("is not under an open licence (Qwen research licence)");
  expect(room).toBe("It needs more memory than this machine has beside a desktop.");
  const hybrid = candidate(named("qwen3.5-4b-q4"), "all", small);
  expect(caveats({ completion: hybrid, chat: null }, small)[0]).toContain("is unfit for typing: a hybrid");
});

import { CommandError, command } from "../command.ts";
import { add } from "../models/add.ts";
import { list } from "../models/list.ts";
import { pull } from "../models/pull.ts";
import { remove } from "../models/remove.ts";
import { use } from "../models/use.ts";
import type { Verb } from "../models/verb.ts";
import { verify } from "../models/verify.ts";

const verbs: Readonly<Record<string, Verb>> = { list, pull, verify, remove, use, add };

export const models = command({
  usage: "models [list|pull|verify|remove|use|add] [MODEL...] [--role ROLE] [--id ID] [--forget] [--json]",
  summary: "The models that Hearth knows: lists, downloads, checks, removes, chooses and adds them.",
  details: `
  list               what is known, what of it is here and where, and which are in use
  pull MODEL...      downloads and verifies; a download that broke off goes on where it did
  verify [MODEL...]  reads the files again and compares their hashes
  remove MODEL...    removes what Hearth downloaded; files of other programs and your own stay
  use MODEL          writes your choice into your config file
  add PATH|URL       makes a GGUF of yours known, or one at an https address

MODEL is an id that list shows. Downloads come from Hugging Face, from HF_ENDPOINT or from hearth.mirrors, through
the proxies of HTTPS_PROXY and NO_PROXY; HF_TOKEN is sent to Hugging Face or HF_ENDPOINT and nobody else. Models in
the caches of Hugging Face, LM Studio and llama.cpp are used where they lie.

  --role ROLE   completion, chat or both; use: what for; add: what it is good at
  --id ID       add: what it is to be called
  --forget      remove: also what the file was, against which the next download would be compared
  --json        list: every entry as the catalogue has it, with {files, origin}; verify: the hashes`,
  options: {
    json: { type: "boolean" },
    role: { type: "string" },
    id: { type: "string" },
    forget: { type: "boolean" },
  },
  run: async (values, [word = "list", ...names], io) => {
    const verb = Object.hasOwn(verbs, word) ? verbs[word] : undefined;
    if (!verb) throw new CommandError(`models can ${Object.keys(verbs).join(", ")}, not ${word}`, 2);
    await verb(names, values, io);
  },
});

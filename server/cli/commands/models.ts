import { CommandError, command } from "../command.ts";
import { addVerb } from "../models/add.ts";
import { listVerb } from "../models/list.ts";
import { pullVerb } from "../models/pull.ts";
import { removeVerb } from "../models/remove.ts";
import { useVerb } from "../models/use.ts";
import type { Verb } from "../models/verb.ts";
import { verifyVerb } from "../models/verify.ts";

const verbs: Readonly<Record<string, Verb>> = {
  list: listVerb,
  pull: pullVerb,
  verify: verifyVerb,
  remove: removeVerb,
  use: useVerb,
  add: addVerb,
};

export const modelsCommand = command({
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

import { realpath } from "node:fs/promises";
import { Store } from "../../index/tables/store.ts";
import { size } from "../sizes.ts";
import { type DoctorCheck, ok } from "./check.ts";

/** Says whether the folder that the command was started in is known already. */
export const indexCheck: DoctorCheck = {
  name: "index",
  run: async ({ folder }) => {
    const root = await realpath(folder);
    const kept = await new Store({ log: () => {} }).kept(root);
    if (!kept)
      return [ok("index", `none is kept of ${root}; an editor that opens it makes one, and so does hearth index`)];
    const used = kept.usedAt.toISOString().replace("T", " ").slice(0, 16);
    return [ok("index", `${size(kept.bytes)} are kept of ${root}, last used ${used} UTC`)];
  },
};

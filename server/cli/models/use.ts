import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { serves } from "../../../models/catalog/model.ts";
import { installed } from "../../../models/files/caches.ts";
import { userConfigPath } from "../../config/file.ts";
import { isPath } from "../../config/paths.ts";
import { setUserConfig } from "../../config/write.ts";
import { memoryOnly } from "../../engines/choice.ts";
import { CommandError, type Io, print } from "../command.ts";
import { describedModel } from "./found.ts";
import type { Verb } from "./verb.ts";

type Role = "completion" | "chat";

/** Writes a choice into the user's config file, from where every editor has it. */
export const useVerb: Verb = async ([name, ...more], { role }, io) => {
  if (name === undefined || more.length > 0) throw new CommandError("models use needs one MODEL", 2);
  if (role !== undefined && role !== "completion" && role !== "chat") {
    throw new CommandError(`--role ${role} is none of completion, chat`, 2);
  }
  const choice = await chosen(name, role, io);
  await setUserConfig({ [choice.role === "chat" ? "chat.model" : "model"]: choice.value });
  print(io, `${choice.value} is used for ${choice.role} (${userConfigPath()}).`);
};

/** The settings to write, and their purpose. Throws a CommandError for a model that would not work. */
async function chosen(name: string, role: Role | undefined, io: Io): Promise<{ value: string; role: Role }> {
  if ((name === "embedded" || name === memoryOnly) && role !== "chat") return { value: name, role: "completion" };
  if (name === "same") return { value: name, role: "chat" };
  if (isPath(name)) {
    if (!existsSync(name)) throw new CommandError(`there is no file ${name}`);
    return { value: resolve(name), role: role ?? "completion" };
  }
  const model = await describedModel(name);
  if (!installed(model)) throw new CommandError(`${name} is not downloaded; run: hearth models pull ${name}`);
  const wanted = role ?? (model.role === "chat" ? "chat" : "completion");
  if (!serves(model, wanted)) io.stderr.write(`hearth: ${name} was made for ${model.role}, not for ${wanted}\n`);
  if (wanted === "completion" && model.unfitForTyping) {
    io.stderr.write(`hearth: ${name} is unfit for typing: ${model.notes}\n`);
  }
  return { value: name, role: wanted };
}

import { describeTrial, trial } from "../trial.ts";
import { type DoctorCheck, examine, type Finding, ok, type Patient, warning } from "./check.ts";
import { remoteRoles } from "./roles.ts";

/** Asks each server twice for code that is nobody's, and tells what it is and what it keeps between requests. */
export const remotesCheck: DoctorCheck = {
  name: "remote",
  run: async (patient) => {
    const findings: Finding[] = [];
    for (const role of remoteRoles(patient.config)) findings.push(...(await asked(role, patient)));
    return findings;
  },
};

type Role = ReturnType<typeof remoteRoles>[number];

/** A server that cannot be used must not hide what the other one says. */
function asked(role: Role, patient: Patient): Promise<readonly Finding[]> {
  return examine({ name: role.name, run: () => outcome(role) }, patient);
}

async function outcome({ name, choice }: Role): Promise<readonly Finding[]> {
  const tried = await trial(choice);
  const { model, promptTokens, reusedTokens } = tried;
  const notes = (model.remote?.notes ?? []).map((note) => `; ${note}`).join("");
  const text = `${model.name} at ${model.remote?.host}, ${model.contextTokens} tokens of context: ${describeTrial(tried)}${notes}`;
  const kept = `of a prompt of ${promptTokens} tokens that was asked a second time, ${reusedTokens} stood in its cache`;
  return [ok(name, text), reusedTokens > 0 ? ok(name, kept) : warning(name, kept, keepsNothing)];
}

const keepsNothing =
  "a server that reads each prompt anew answers late; vLLM keeps prompts with --enable-prefix-caching, and tells it with --enable-prompt-tokens-details";

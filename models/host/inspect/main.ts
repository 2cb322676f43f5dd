import { errorMessage } from "../../../base/errorText.ts";
/** The process behind `inspect`: answers one question as JSON on stdout, or says what is wrong on stderr. */
import { bandwidth } from "./bandwidth.ts";
import { ggufFacts } from "./gguf.ts";
import type { Questions } from "./inspect.ts";
import { machineReport } from "./machineReport.ts";

const answers: { readonly [Q in keyof Questions]: (argument: string) => Promise<Questions[Q]["answer"]> } = {
  machine: machineReport,
  gguf: ggufFacts,
  bandwidth: (threads) => bandwidth(Number(threads)),
};

const [question, argument] = process.argv.slice(2) as [keyof Questions, string];
try {
  process.stdout.write(JSON.stringify(await answers[question](argument)), () => process.exit(0));
} catch (error) {
  const message = errorMessage(error);
  // One sentence, whatever of a file it quotes.
  process.stderr.write(`${message.replace(/\s+/g, " ")}\n`, () => process.exit(1));
}

import { errorMessage } from "../../../base/errorText.ts";
/** The process behind `inspect`: answers one question as JSON on stdout, or says what is wrong on stderr. */
import { bandwidth } from "./bandwidth.ts";
import { ggufFacts } from "./gguf.ts";
import type { Questions } from "./inspect.ts";
import { machineReport } from "./machineReport.ts";

const answers: { readonly [Q in keyof Questions]: (argument: string) => Promise<Questions[Q]["answer"]> } = {
  machine: machineReport,
  gguf: ggufFacts,
  ggufs: async (paths) => {
    const facts = [];
    for (const path of JSON.parse(paths) as string[]) {
      facts.push(await ggufFacts(path).catch((error) => ({ problem: oneSentence(error) })));
    }
    return facts;
  },
  bandwidth: (threads) => bandwidth(Number(threads)),
};

const [question, argument] = process.argv.slice(2) as [keyof Questions, string];
try {
  process.stdout.write(JSON.stringify(await answers[question](argument)), () => process.exit(0));
} catch (error) {
  process.stderr.write(`${oneSentence(error)}\n`, () => process.exit(1));
}

/** Whatever of a file it quotes. */
function oneSentence(error: unknown): string {
  return errorMessage(error).replace(/\s+/g, " ");
}

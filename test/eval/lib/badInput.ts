/** What was asked for cannot be done; the message is the one sentence that says why and what to do. */
export class BadInput extends Error {}

/** Runs an evaluation's command. Bad input is one sentence on stderr and exit code 2; anything else is a fault of ours. */
export async function runCommand(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}

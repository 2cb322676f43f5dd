import type { Connection, WorkDoneProgressServerReporter } from "vscode-languageserver";
import type { EngineStatus } from "../../models/engine.ts";

/** Shows the loading of a model in the editor's status line, from the first word of it to the last. */
export function loadingProgress(connection: Connection, log: (message: string) => void) {
  let reporter: Promise<WorkDoneProgressServerReporter> | undefined;
  return (status: EngineStatus): void => {
    const loading = status.state === "starting" || status.state === "loading";
    if (loading && !reporter) {
      reporter = connection.window.createWorkDoneProgress();
      reporter.then(
        (progress) => progress.begin("Hearth: loading the model", 0, undefined, false),
        (error) => log(`the editor refused to show progress: ${error.message}`),
      );
    }
    if (!reporter) return;
    const shown = reporter;
    if (!loading) reporter = undefined;
    shown.then(
      (progress) => (loading ? progress.report(percentage(status)) : progress.done()),
      () => {}, // the refusal was logged above
    );
  };
}

function percentage(status: EngineStatus): number {
  return status.state === "loading" ? Math.round(status.progress * 100) : 0;
}

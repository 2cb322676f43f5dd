import type { Connection, WorkDoneProgressServerReporter } from "vscode-languageserver";
import type { EngineStatus } from "../../models/engine.ts";

/** The progress of something, from 0 to 1 if that can be told, and a message about it. Undefined when it has ended. */
export type ProgressStep = { readonly share?: number; readonly message?: string } | undefined;

/**
 * Shows work in the editor's status line, from its first step to its end. It may begin again afterwards.
 * With `cancel` the user may end it.
 */
export function progressOf(connection: Connection, title: string, log: (message: string) => void, cancel?: () => void) {
  let reporter: Promise<WorkDoneProgressServerReporter> | undefined;
  return (step: ProgressStep): void => {
    if (step && !reporter) {
      reporter = connection.window.createWorkDoneProgress();
      reporter.then(
        (progress) => {
          progress.begin(title, percentage(step), step.message, cancel !== undefined);
          if (cancel) progress.token.onCancellationRequested(cancel);
        },
        (error) => log(`the editor refused to show progress: ${error.message}`),
      );
    }
    if (!reporter) return;
    const shown = reporter;
    if (!step) reporter = undefined;
    shown.then(
      (progress) => (step ? report(progress, step) : progress.done()),
      () => {}, // the refusal was logged above
    );
  };
}

function report(progress: WorkDoneProgressServerReporter, step: NonNullable<ProgressStep>): void {
  const { message = "" } = step;
  if (step.share === undefined) progress.report(message);
  else progress.report(Math.round(step.share * 100), message);
}

/** Without a share from the beginning on, an editor shows that something goes on, not how far it is. */
function percentage({ share }: NonNullable<ProgressStep>): number | undefined {
  return share === undefined ? undefined : Math.round(share * 100);
}

/** The loading of a model as a step. */
export function loadingStep(status: EngineStatus): ProgressStep {
  if (status.state === "starting") return { share: 0 };
  return status.state === "loading" ? { share: status.progress } : undefined;
}

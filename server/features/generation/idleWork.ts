import { CancellationTokenSource } from "vscode-languageserver";
import { errorText } from "../../../base/errorText.ts";
import { pause } from "../../../base/pause.ts";
import type { Cursor } from "../../context/cursor.ts";
import { insertionAt } from "../../suggestions/suggestion.ts";
import type { Session } from "../session.ts";
import type { Flight } from "./flight.ts";
import type { Limits } from "./generate.ts";
import { worksAhead } from "./mayWorkAhead.ts";
import { prefetch, prewarm } from "./prefetch.ts";
import type { SuggestionAnswer } from "./suggestionAnswer.ts";

/** After so long without a request the user is taken to pause. */
const idleMs = 500;

/** Work in the pauses of the user. There is one such work at a time, and the next request ends it. */
export class IdleWork {
  #cancel: CancellationTokenSource | undefined;

  /**
   * Has the model's context chosen anew and read, and then the continuation of the suggestion written. A user who
   * accepts the suggestion finds it done. `launch` gets that generation, and resolves when it has landed.
   */
  begin(
    session: Session,
    cursor: Cursor,
    { suggestion, model }: SuggestionAnswer,
    limits: Limits,
    launch: (flight: Flight) => Promise<unknown>,
  ): void {
    if (!model || !worksAhead(session.config, model)) return;
    this.end();
    const cancel = new CancellationTokenSource();
    this.#cancel = cancel;
    const { token } = cancel;
    const work = async () => {
      await pause(idleMs, token);
      if (token.isCancellationRequested) return;
      await prewarm(session, cursor, model, limits, token);
      const insertion = suggestion && insertionAt(suggestion, cursor);
      if (!insertion || token.isCancellationRequested) return;
      await launch(prefetch(session, cursor, insertion, model, limits));
    };
    work().catch((error) => session.log.debug(`idle work ended: ${errorText(error)}`));
  }

  end(): void {
    this.#cancel?.cancel();
  }
}

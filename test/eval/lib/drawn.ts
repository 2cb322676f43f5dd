/** What an editor heard. */
type Heard = readonly { readonly method: string; readonly params: unknown }[];

/**
 * True where an action's first edit was one of the answers that are drawn because edits are checked: without a checker
 * nothing would have been changed.
 */
export function wasFirstEditDrawn(heard: Heard): boolean {
  const draw = heard.findIndex(isDraw);
  return draw >= 0 && !heard.slice(0, draw).some(isCheck);
}

/** How many further answers were drawn. */
export function drawnAnswers(heard: Heard): number {
  return heard.filter(isDraw).length;
}

function isDraw({ method, params }: Heard[number]): boolean {
  return method === "window/logMessage" && / is drawn$/.test((params as { message: string }).message);
}

function isCheck({ method, params }: Heard[number]): boolean {
  return method === "$/progress" && (params as { value: { message?: string } }).value.message === "checking";
}

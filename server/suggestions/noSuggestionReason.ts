/** Why no suggestion is shown, one sentence for people each. */
export const noSuggestionReasons = {
  secretFile: "The file looks like it holds secrets, which no model is shown.",
  ignoredFile: "An ignore file of Hearth names the file, so no model is shown it.",
  off: "The settings (suggestions) say that nothing is suggested in this file or language.",
  byHandOnly: "The settings (suggestions) say that in this file or language something is suggested by hand only.",
  midWord: "The cursor stands before a word, where a suggestion would only push it away.",
  textAfterCursor: "There is too much code right of the cursor; ask by hand to have it completed all the same.",
  longLine: "The line is too long to be written by hand.",
  statementComplete: "The statement left of the cursor is complete.",
  unsure: "The model did not know how this line goes on.",
  nothing: "The model had nothing to add here.",
  lineComplete: "The model found the line complete.",
  controlTokens: "The model wrote its own control tokens instead of code.",
  prose: "The model wrote prose instead of code.",
  unmatchedCloser: "The suggestion began with a bracket that is already closed.",
  outOfScope: "The suggestion began outside the block that the cursor is in.",
  repeatsNextLine: "The suggestion repeated what follows.",
  repeatsPreviousLine: "The suggestion repeated the line above.",
  repeatsItself: "The suggestion repeated itself.",
  repeatsTail: "The suggestion only repeated what is right of the cursor.",
  syntaxError: "No part of the suggestion would have left the code without a syntax error.",
  redacted: "The suggestion stood for a secret, which the model was not shown.",
  unreachable: "The suggestion would never be run: a statement above it, or its own, leaves the block.",
  bringsError: "The language server beside Hearth finds an error in what was suggested here.",
  notRemembered: "Nothing in the workspace says well enough how this line goes on, and there is no model to ask.",
  unfinished: "No line of the suggestion was complete when the answer was due.",
} as const;

export type NoSuggestionReason = keyof typeof noSuggestionReasons;

/** One sentence that tells a person why nothing was suggested. */
export function noSuggestionSentence(silence: NoSuggestionReason): string {
  return noSuggestionReasons[silence];
}

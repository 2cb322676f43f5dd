/** Tells what is wrong with a value, behind its name in a sentence; undefined if it may be taken. */
export type SettingCheck = (value: unknown) => string | undefined;

export function oneOf(values: readonly string[]): SettingCheck {
  const known: ReadonlySet<unknown> = new Set(values);
  return (value) => (known.has(value) ? undefined : `must be one of ${values.map((each) => `"${each}"`).join(", ")}`);
}

export const nonEmptyText: SettingCheck = (value) =>
  typeof value === "string" && value !== "" ? undefined : "must be a text that is not empty";

export const textList: SettingCheck = (value) =>
  Array.isArray(value) && value.every((each) => typeof each === "string") ? undefined : "must be a list of texts";

/** A whole number. Without `largest` there is no upper limit. */
export function wholeNumber(smallest: number, largest = Number.POSITIVE_INFINITY): SettingCheck {
  const sentence = `must be a whole number from ${smallest}${Number.isFinite(largest) ? ` to ${largest}` : ""}`;
  return (value) =>
    Number.isInteger(value) && smallest <= Number(value) && Number(value) <= largest ? undefined : sentence;
}

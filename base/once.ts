/** The same answer every time, worked out when it is first asked for. */
export function once<T>(work: () => T): () => T {
  let known: { readonly answer: T } | undefined;
  return () => {
    known ??= { answer: work() };
    return known.answer;
  };
}

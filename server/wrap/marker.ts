/** An item or action that an editor may hand back to have it resolved. */
type Resolvable = { readonly data?: unknown };

/** Ours, so that it comes back to us: its own data stands inside. */
export function marked<T extends Resolvable>(item: T): T {
  return { ...item, data: { hearth: item.data ?? null } };
}

export function isMarked(item: unknown): item is { data: { hearth: unknown } } {
  const data = (item as Resolvable | null | undefined)?.data;
  return typeof data === "object" && data !== null && "hearth" in data;
}

export function unmarked<T extends { data: { hearth: unknown } }>(item: T): T {
  const { data, ...rest } = item;
  return (data.hearth === null ? rest : { ...rest, data: data.hearth }) as T;
}

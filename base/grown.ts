/** A longer array with what stood in the one before at its beginning. */
export function grown<T extends Int32Array | Uint32Array | Uint16Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** The element at an index where the caller knows one to be. No type can know it: the cast here stands for all of them. */
export function elementAt<T>(list: ArrayLike<T | undefined>, index: number): T {
  return list[index] as T;
}

/** The last element of a list that the caller knows not to be empty. */
export function lastOf<T>(list: readonly T[]): T {
  return list[list.length - 1] as T;
}

/**
 * Each kind of typed array has its own accessor. V8 learns the kinds of array for a function, not for each of its
 * calls. One accessor for all of them reads 6 times as slowly, one of a single kind as quickly as brackets.
 */
export function int32At(values: Int32Array, index: number): number {
  return values[index] as number; // inside, as in `elementAt`
}

export function uint32At(values: Uint32Array, index: number): number {
  return values[index] as number; // inside, as in `elementAt`
}

export function uint8At(values: Uint8Array, index: number): number {
  return values[index] as number; // inside, as in `elementAt`
}

export function uint16At(values: Uint16Array, index: number): number {
  return values[index] as number; // inside, as in `elementAt`
}

export function float64At(values: Float64Array, index: number): number {
  return values[index] as number; // inside, as in `elementAt`
}

/** Lists of numbers have their own for the same reason. */
export function numberAt(values: readonly number[], index: number): number {
  return values[index] as number; // inside, as in `elementAt`
}

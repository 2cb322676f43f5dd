import { uint16At, uint32At } from "../../../base/at.ts";
import { grown } from "../../../base/grown.ts";
import { atOnce, type Steps } from "../../slices/slices.ts";

/**
 * Distinct strings in three typed arrays: nothing to build after loading, nothing for the garbage collector to walk.
 *
 * `slots` is an open-addressed hash table of ids (id + 1, 0 where empty), a power of two long.
 */
export type Strings = {
  readonly units: Uint16Array;
  readonly starts: Uint32Array;
  readonly slots: Uint32Array;
};

export function countOf(strings: Strings): number {
  return strings.starts.length - 1;
}

export function stringAt({ units, starts }: Strings, id: number): string {
  const end = uint32At(starts, id + 1);
  let text = "";
  for (let from = uint32At(starts, id); from < end; from += 4096) {
    text += String.fromCharCode.apply(null, units.subarray(from, Math.min(end, from + 4096)) as unknown as number[]);
  }
  return text;
}

/** The id of a string, or -1. */
export function idOf(strings: Strings, text: string): number {
  return uint32At(strings.slots, slotOf(strings, text, 0, text.length)) - 1;
}

/** Gives each distinct string the next id. Pieces of a text are interned without being cut out of it. */
export class Interner {
  #units: Uint16Array;
  #starts: Uint32Array;
  #slots = new Uint32Array(1 << 9);
  /** The memory of units and starts is somebody else's, and stays there. */
  #isLent: boolean;
  #count = 0;

  /** Writes into `room` as long as that is enough. */
  constructor(room?: Pick<Strings, "units" | "starts">) {
    this.#units = room?.units ?? new Uint16Array(1 << 12);
    this.#starts = room?.starts ?? new Uint32Array(1 << 8);
    this.#isLent = room !== undefined;
  }

  get size(): number {
    return this.#count;
  }

  intern(text: string, start = 0, end = text.length): number {
    let slot = this.#slotOf(text, start, end);
    const known = uint32At(this.#slots, slot);
    if (known > 0) return known - 1;
    if (this.#isCrowded(1)) {
      atOnce(this.#spread());
      slot = this.#slotOf(text, start, end);
    }
    const from = uint32At(this.#starts, this.#count);
    this.#reserve(from + end - start);
    for (let i = start; i < end; i++) this.#units[from + i - start] = text.charCodeAt(i);
    return this.#added(slot, from + end - start);
  }

  /** The same for a string that others hold, without making one of it. */
  internFrom({ units, starts }: Pick<Strings, "units" | "starts">, id: number): number {
    const [start, end] = [uint32At(starts, id), uint32At(starts, id + 1)];
    const mask = this.#slots.length - 1;
    let slot = hashOfUnits(units, start, end) & mask;
    for (let known = uint32At(this.#slots, slot); known !== 0; known = uint32At(this.#slots, slot)) {
      if (this.#equals(known - 1, units, start, end)) return known - 1;
      slot = (slot + 1) & mask;
    }
    if (this.#isCrowded(1)) {
      atOnce(this.#spread());
      return this.internFrom({ units, starts }, id);
    }
    const from = uint32At(this.#starts, this.#count);
    this.#reserve(from + end - start);
    for (let i = start; i < end; i++) this.#units[from + i - start] = uint16At(units, i);
    return this.#added(slot, from + end - start);
  }

  /** The id of a string, or -1. */
  find(text: string): number {
    return uint32At(this.#slots, this.#slotOf(text, 0, text.length)) - 1;
  }

  /** The strings so far, in arrays of their own or in the room that was given. */
  strings(): Strings {
    const [units, starts] = [this.#units, this.#starts];
    if (this.#isLent) {
      return {
        units: units.subarray(0, starts[this.#count]),
        starts: starts.subarray(0, this.#count + 1),
        slots: this.#slots,
      };
    }
    return {
      units: this.#units.slice(0, this.#starts[this.#count]),
      starts: this.#starts.slice(0, this.#count + 1),
      slots: this.#slots.slice(),
    };
  }

  #slotOf(text: string, start: number, end: number): number {
    return slotOf({ units: this.#units, starts: this.#starts, slots: this.#slots }, text, start, end);
  }

  /** The string goes to a free slot; its units are there, and end here. */
  #added(slot: number, unitsEnd: number): number {
    this.#starts[this.#count + 1] = unitsEnd;
    this.#slots[slot] = ++this.#count;
    return this.#count - 1;
  }

  #equals(id: number, units: Uint16Array, start: number, end: number): boolean {
    const from = uint32At(this.#starts, id);
    if (uint32At(this.#starts, id + 1) - from !== end - start) return false;
    const own = this.#units;
    for (let i = start; i < end; i++) if (uint16At(own, from + i - start) !== uint16At(units, i)) return false;
    return true;
  }

  #reserve(units: number): void {
    if (units > this.#units.length || this.#count + 2 > this.#starts.length) this.#isLent = false;
    if (units > this.#units.length) this.#units = grown(this.#units, new Uint16Array(units * 2));
    if (this.#count + 2 > this.#starts.length) {
      this.#starts = grown(this.#starts, new Uint32Array(this.#starts.length * 2));
    }
  }

  /**
   * Makes room in steps where one of the next few strings would make it at once, which takes long when there are many.
   */
  *makeRoom(): Steps<void> {
    if (this.#count > namesPerStep && this.#isCrowded(namesPerStep)) yield* this.#spread();
  }

  #isCrowded(more: number): boolean {
    return (this.#count + more) * 2 > this.#slots.length;
  }

  /** Makes room for as many again. Nothing may be added meanwhile. */
  *#spread(): Steps<void> {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.#count; id++) {
      let slot = hashOfUnits(this.#units, uint32At(this.#starts, id), uint32At(this.#starts, id + 1)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
      if (id % namesPerStep === 0) yield;
    }
    this.#slots = slots;
  }
}

/** So many take a fraction of a millisecond. */
const namesPerStep = 1 << 12;

/** Where a string is in the table, or the empty slot where it would go. */
function slotOf({ units, starts, slots }: Strings, text: string, start: number, end: number): number {
  const mask = slots.length - 1;
  let slot = hashOfText(text, start, end) & mask;
  for (;;) {
    const known = uint32At(slots, slot);
    if (known === 0 || equals(units, uint32At(starts, known - 1), uint32At(starts, known), text, start, end)) {
      return slot;
    }
    slot = (slot + 1) & mask;
  }
}

function equals(units: Uint16Array, from: number, to: number, text: string, start: number, end: number): boolean {
  if (to - from !== end - start) return false;
  for (let i = start; i < end; i++) if (units[from + i - start] !== text.charCodeAt(i)) return false;
  return true;
}

/** FNV-1a over UTF-16 code units, its high bits folded in because the table uses the low ones. */
function hashOfText(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}

function hashOfUnits(units: Uint16Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ uint16At(units, i), 0x01000193);
  return hash ^ (hash >>> 15);
}

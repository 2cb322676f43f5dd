/** How an editor asks while its user types; as observed in the real ones. */
export type Manner = {
  readonly name: string;
  /** Asked after a key. */
  readonly methods: readonly ("inlineCompletion" | "completion")[];
  /** How many keys are typed before it asks: editors wait until their user pauses. */
  readonly keys: number;
  /** Ends what it asked before with $/cancelRequest; the others just ask again. */
  readonly cancels: boolean;
  /** Hovers by itself where the cursor rests. */
  readonly hovers: boolean;
};

export const manners: readonly Manner[] = [
  { name: "Neovim", methods: ["inlineCompletion"], keys: 2, cancels: false, hovers: false },
  { name: "Helix", methods: ["completion"], keys: 3, cancels: false, hovers: false },
  { name: "Emacs", methods: ["completion"], keys: 2, cancels: false, hovers: true },
  { name: "VS Code", methods: ["inlineCompletion", "completion"], keys: 1, cancels: true, hovers: true },
];

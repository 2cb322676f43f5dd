import type { CancelToken } from "../../base/pause.ts";

/** Where quality is measured no answer has a limit of time, so that a table does not depend on a machine's load. */
export const unlimitedMs = process.env.HEARTH_STEADY_TOKENS_PER_SECOND ? 60_000 : undefined;

/** What the language server beside Hearth tells of a place. All text in it is data, like that of any file. */
export type TypeFacts = {
  /** Behind a dot. */
  readonly members?: ToldMembers | undefined;
  /** Within the parentheses of a call. */
  readonly signature?: ToldSignature | undefined;
};

/** The members of what stands before a dot. */
export type ToldMembers = {
  /** What stands before the dot, without arguments: `cart.items()`; "" for what is no name. */
  readonly receiver: string;
  readonly members: readonly ToldMember[];
  /** There are no others. */
  readonly areAll: boolean;
  readonly origins: readonly Origin[] | undefined;
};

export type ToldMember = {
  readonly name: string;
  readonly isCallable: boolean;
  /** Its type or its parameters, as that server writes them beside the name; many servers write none. */
  readonly detail: string;
};

/** The signature of a call. */
export type ToldSignature = {
  /** With the name of what is called. */
  readonly text: string;
  readonly origins: readonly Origin[] | undefined;
};

/** Where something is declared that a fact is taken from. Undefined in a fact: nobody has said it. */
export type Origin = {
  readonly uri: string;
  /** Zero-based. */
  readonly line: number;
  /** As the workspace names the file, if it is one of its own. */
  readonly path?: string | undefined;
};

/** A place in a document, with the text that the document has. */
export type TextPlace = {
  readonly uri: string;
  readonly text: string;
  readonly offset: number;
};

/** Who knows the types of the code: the language server beside Hearth, where there is one. */
export type TypeOracle = {
  /** Has it asked what is not known yet of a place. Returns at once. */
  readonly expect: (place: TextPlace) => void;
  /**
   * What is known of a place: at once, or when it comes within `maxMs` of being asked for. Undefined where nothing is.
   * Never rejects.
   */
  readonly facts: (place: TextPlace, maxMs: number, token?: CancelToken) => Promise<TypeFacts | undefined>;
};

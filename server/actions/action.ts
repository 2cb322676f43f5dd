import type { InstructionName } from "../../models/instructions.ts";
import type { ChatContext, ChatRoom } from "../context/prompts/chat.ts";
import type { Situation } from "../context/request.ts";
import type { KnownNames } from "../edits/knownNames.ts";
import type { Proposal, Refusal } from "../edits/proposal.ts";
import type { EditTarget } from "../edits/target.ts";
import type { Steps } from "../slices/slices.ts";
import type { Point } from "../text/document.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { Problem } from "../text/problem.ts";
import type { Site } from "./site.ts";

/** Something that can be done to code, and where it makes sense. */
export type Action = {
  /** As a user names it in settings and on the command line. */
  readonly id: string;
  /** In LSP's words: "quickfix", "refactor.extract", "source.tests". */
  readonly kind: string;
  /** Also offered to an editor that asks by itself wherever the cursor goes, for its light bulb. */
  readonly automatic?: boolean;
  /** Pure and quick: it is asked wherever somebody opens the menu, and no model is. */
  readonly offers: (site: Site) => readonly Offer[];
};

/** An action at a place. */
export type Offer = {
  /** As the menu shows it. */
  readonly title: string;
  /**
   * The offer's identity among the action's offers, where there may be several. By this it is found again in the same
   * text, whatever its title is by then.
   */
  readonly key?: string;
  /** The problem that it would solve. */
  readonly problem?: Problem;
  /** The one to take if there is no reason for another. */
  readonly preferred?: boolean;
  /** Not shown to an editor that asks by itself, though its action is automatic. */
  readonly byHandOnly?: boolean;
  /** Made without asking a checker first. */
  readonly unchecked?: boolean;
  readonly work: OfferWork;
};

/** How an offer is carried out. What costs more than a look at the tree is worked out when the offer is taken. */
export type OfferWork =
  /** The model is asked. */
  | { readonly does: "ask"; readonly question: () => EditQuestion }
  /** An edit that is known without a model. */
  | { readonly does: "edit"; readonly target: Target; readonly edit: (names: KnownNames) => Proposal | Refusal }
  /** The same for places in several files, all of them or none. `needsConfirmation` has an editor show them first. */
  | { readonly does: "editPlaces"; readonly places: readonly PlacedChange[]; readonly needsConfirmation?: boolean }
  /** Another command does it, with the place as its argument. */
  | { readonly does: "run"; readonly command: string }
  /** One would look for it here, but it cannot be done: one sentence says why. */
  | { readonly does: "nothing"; readonly because: string };

/** The question to a model, and what its answer may change. */
export type EditQuestion = {
  /** The kind of work, and the form in which the answer is wanted. */
  readonly instruction: InstructionName;
  /** The part of the file that may change. */
  readonly target: Target;
  readonly show: (situation: Situation, room: ChatRoom) => Steps<ChatContext>;
  /** The problems that the answer shall solve. */
  readonly problems?: readonly Problem[];
  /** The form of the answer in GBNF, where it is so narrow that a model can be held to it. */
  readonly grammar?: string;
};

/** An edit that was worked out and not made, since a checker finds fault with it. */
export type WithheldEdit = {
  /** Its effect, by a verb: "brings “…”". */
  readonly says: string;
  /** The part of the document where one would look for it. */
  readonly range: OffsetRange;
  readonly work: Extract<OfferWork, { does: "edit" | "editPlaces" }>;
};

/** A change of one document, as LSP counts places. */
export type PlacedChange = {
  readonly uri: string;
  /** Of the document that the place is in; undefined for a file that is not open in the editor. */
  readonly version: number | undefined;
  /** Zero-based lines and UTF-16 columns; the end is outside. */
  readonly range: { readonly start: Point; readonly end: Point };
  readonly newText: string;
  /** The text in the range, without which the change is none. */
  readonly oldText: string;
};

/** An edit's target, which need not be in the file that the action was asked for in. */
export type Target = EditTarget & { readonly uri: string };

import type { Quantization } from "./quantization.ts";

/** The strength of a model: continuing code at the cursor, following instructions, or either. */
export const roles = ["completion", "chat", "both"] as const;
export type ModelRole = (typeof roles)[number];

/**
 * A model that Hearth knows by name. It has the place of its file and its needs, so that a machine can be fitted with
 * it.
 */
export type CatalogModel = {
  /** The name that a user types and that `hearth.model` may hold. Lower case, without a slash. */
  readonly id: string;
  readonly role: ModelRole;
  /** Name of its fill-in-the-middle family (`models/families.ts`); null for a model that only follows instructions. */
  readonly family: string | null;
  readonly parameters: number;
  /** Parameters that one token passes through, where that is not all of them (a mixture of experts). */
  readonly activeParameters?: number;
  readonly quantization: Quantization | null;
  readonly place: ModelPlace;
  /** The size of all its files together. Null: learnt from the server. */
  readonly bytes: number | null;
  /** The hash of its only file. Null: pinned on first use, by the server's word or the first download. */
  readonly sha256: string | null;
  readonly licence: string;
  /** May be used for anything, commercially too, under a licence that the Open Source Initiative approved. */
  readonly open: boolean;
  /** Most tokens it was trained to see at once; null where only its file tells. */
  readonly contextTokens: number | null;
  readonly shape: ModelShape | null;
  /** Its caches cannot be rolled back, so each keystroke would read the whole prompt anew. */
  readonly unfitForTyping: boolean;
  readonly notes: string;
  /** Where this entry was read. */
  readonly source: string;
  /** True if size and hash were compared with a file at hand. */
  readonly verified: boolean;
};

/** Where a model's file is to be had. */
export type ModelPlace =
  /** A repository on a Hugging Face-compatible host. A split file is named by its first part. */
  | { readonly kind: "hub"; readonly repository: string; readonly file: string }
  | { readonly kind: "url"; readonly url: string }
  /** A file on this machine, used where it lies. */
  | { readonly kind: "path"; readonly path: string }
  /** What another program downloaded, used where it lies. The file to load first comes first. */
  | { readonly kind: "store"; readonly program: StoreProgram; readonly files: readonly string[] };

/** Programs whose models Hearth finds, as people know them. */
export type StoreProgram = "Ollama" | "LM Studio" | "Hugging Face" | "llama.cpp";

/** The size of caches and buffers follows from these. */
export type ModelShape = {
  /** Layers that keep keys and values. */
  readonly layers: number;
  readonly kvHeads: number;
  readonly headSize: number;
  readonly vocabulary: number;
};

/** True if a model may answer as completion or as chat model. */
export function serves(model: CatalogModel, role: "completion" | "chat"): boolean {
  return model.role === "both" || model.role === role;
}

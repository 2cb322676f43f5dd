import type { StoreProgram } from "../../catalog/model.ts";

/** Another program's folder of models, and how ids name what lies there. */
export type ModelStore = {
  /** What an id begins with: "ollama:qwen2.5-coder:1.5b". */
  readonly prefix: string;
  readonly program: StoreProgram;
  /** The models that are whole. Of several with one name the first counts. Reads the disk. */
  readonly models: (env: NodeJS.ProcessEnv) => readonly StoredModel[];
};

/** A model that another program has, used where it lies. */
export type StoredModel = {
  /** Its name in that program. */
  readonly name: string;
  /** The file to load first; a split model has others. */
  readonly files: readonly string[];
  /** Of its only file, where the program tells. */
  readonly sha256: string | null;
};

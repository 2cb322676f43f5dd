import { join } from "node:path";
import { Recent } from "../../base/recent.ts";
import type { Language } from "../../grammars/language.ts";
import { languageOf } from "../../grammars/languages.ts";
import type { Files } from "../languages/modules.ts";
import type { Project } from "../languages/project.ts";
import type { Definition, Tags } from "../languages/tags.ts";
import type { OpenFile } from "./live/openFile.ts";
import type { Skipped } from "./reading/listing.ts";
import { readSource } from "./reading/readSource.ts";
import { pathOf, stampOf } from "./tables/fileTable.ts";
import type { Layers } from "./tables/layers.ts";
import { lineStartsOf } from "./tables/lineTable.ts";
import { eachPosting } from "./tables/postings.ts";
import { ReferencesIn } from "./tables/referencesIn.ts";
import type { SyntaxTable, TextTable } from "./tables/tables.ts";
import { definitionsNamed, tagsOf } from "./tables/tagTable.ts";

type Parts = Pick<FolderView, "root" | "texts" | "syntax" | "open" | "project" | "skipped"> &
  Partial<Pick<FolderView, "apart">>;

/** The number of files whose data read out of the tables is kept. */
const rememberedTags = 256;

/** One workspace folder at one moment. Immutable. Paths are relative to the root, with `/`. */
export class FolderView implements Files {
  readonly root: string;
  readonly texts: Layers<TextTable>;
  readonly syntax: Layers<SyntaxTable>;
  /** Open files count, whatever is on disk. */
  readonly open: ReadonlyMap<string, OpenFile>;
  /** Open files that may not be indexed: each is known to itself alone, see `seenFrom`. */
  readonly apart: ReadonlyMap<string, OpenFile>;
  readonly project: Project;
  readonly skipped: readonly Skipped[];
  /** Those asked for of late: whoever resolves names asks for the same few modules again and again. */
  readonly #tags = new Recent<string, Tags>(rememberedTags);

  constructor(state: Parts) {
    this.root = state.root;
    this.texts = state.texts;
    this.syntax = state.syntax;
    this.open = state.open;
    this.apart = state.apart ?? new Map();
    this.project = state.project;
    this.skipped = state.skipped;
  }

  /** The view of a file that may not be indexed: all that others see, and itself. */
  seenFrom(own: OpenFile): FolderView {
    return new FolderView({ ...this, open: new Map(this.open).set(own.path, own) });
  }

  /** The language of a file, open files being what their editor says where their names tell nothing. */
  readonly languageOf = (path: string): Language | undefined => this.open.get(path)?.language ?? languageOf(path);

  readonly has = (path: string): boolean => this.open.has(path) || this.texts.has(path);

  *paths(): Generator<string> {
    for (const path of this.texts.paths()) if (!this.open.has(path)) yield path;
    yield* this.open.keys();
  }

  /** The same object for the files asked about last: resolving names asks about few files again and again. */
  tags(path: string): Tags | undefined {
    const open = this.open.get(path);
    if (open) return open.tags;
    const known = this.#tags.get(path);
    if (known) return known;
    const found = this.syntax.find(path);
    const tags = found && tagsOf(found.table.tags, found.file);
    if (tags) this.#tags.set(path, tags);
    return tags;
  }

  lines(path: string): readonly number[] | undefined {
    const open = this.open.get(path);
    if (open) return lineStartsOf(open.table.lines, 0);
    const found = this.texts.find(path);
    return found && lineStartsOf(found.table.lines, found.file);
  }

  /** The text the tags and lines belong to, unless the file on disk changed a moment ago. */
  async text(path: string): Promise<string | undefined> {
    const open = this.open.get(path);
    if (open) return open.text;
    if (!this.texts.has(path)) return undefined;
    const source = await readSource(join(this.root, path));
    return "text" in source ? source.text : undefined;
  }

  /** Another one for another text: the open file, or a hash of what is on disk. Undefined for what is not known. */
  state(path: string): OpenFile | string | undefined {
    const open = this.open.get(path);
    if (open) return open;
    const found = this.texts.find(path);
    return found && stampOf(found.table.files, found.file).hash;
  }

  definitions(name: string): { readonly path: string; readonly definition: Definition }[] {
    const found: { path: string; definition: Definition }[] = [];
    for (const { table, dead } of this.syntax.layers) {
      for (const { file, definition } of definitionsNamed(table.tags, name)) {
        const path = pathOf(table.files, file);
        if (dead[file] === 0 && !this.open.has(path)) found.push({ path, definition });
      }
    }
    for (const { path, tags } of this.open.values()) {
      for (const definition of tags.definitions) if (definition.name === name) found.push({ path, definition });
    }
    return found;
  }

  references(name: string): ReferencesIn[] {
    const found: ReferencesIn[] = [];
    for (const { table, dead } of this.texts.layers) {
      eachPosting(table.postings, name, (file, posting) => {
        const path = pathOf(table.files, file);
        if (dead[file] !== 0 || this.open.has(path)) return;
        found.push(new ReferencesIn(this.root, path, table.postings, posting));
      });
    }
    for (const { path, table } of this.open.values()) {
      eachPosting(table.postings, name, (_, posting) =>
        found.push(new ReferencesIn(this.root, path, table.postings, posting)),
      );
    }
    return found;
  }
}

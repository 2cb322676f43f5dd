import type { Language } from "../../grammars/language.ts";
import type { Steps } from "../slices/slices.ts";
import type { Marks } from "../text/inside.ts";
import type { TextChange } from "../text/textChange.ts";
import type { Reach } from "./extract/cursorQuery.ts";
import type { Rules } from "./extract/walk.ts";
import type { ImportLines } from "./importing/lines.ts";
import type { ExportRules, ImportRules } from "./importing/rules.ts";
import type { LocalRules } from "./localName.ts";
import type { ModuleRules } from "./modules.ts";
import type { NameRules, Node } from "./nameRules.ts";
import type { Tree } from "./parse.ts";
import type { ReceiverRules } from "./receivers.ts";
import type { Scan } from "./scan.ts";
import type { SyntaxNode } from "./syntaxIn.ts";

/**
 * The rules of a language that Hearth knows beyond its grammar and its queries. Each member is optional. A missing one
 * means that this is not known of the language. What needs it is then not done, or done as for every language. It never
 * means that the language is like another.
 */
export type LanguageRules = {
  /** Finds identifiers without a tree. Else every word outside of line comments counts as one. */
  readonly scan?: Scan;
  /** The comments and strings past which brackets are read. Else the usual ones beside its line comments. */
  readonly marks?: Marks;
  /**
   * The text with blanks in the place of what the grammar does not know, and as long. A line is masked by what stands on it
   * alone. Else the parser sees the text as it is.
   */
  readonly masked?: (text: string) => string;
  /** The queries tags.scm and imports.scm written out as a walk. Else the queries are run: the same answer, more slowly. */
  readonly walk?: Rules;
  /** Where the queries have to look, for a language without a walk. Else tree-sitter runs them: the same, more slowly. */
  readonly reach?: Reach;
  /** The facts about names inside of functions that locals.scm cannot say. */
  readonly locals?: LocalRules;
  /** Which file an import means. Else no import leads to a file. */
  readonly modules?: ModuleRules;
  /** How it is told what a name before a dot is. Else members are found by the words around them alone. */
  readonly receivers?: ReceiverRules;
  /** How names are bound. Else no name is checked, renamed or imported. */
  readonly names?: NameRules;
  /** The rules by which files offer names to others. Else nothing is imported from them. */
  readonly exporting?: ExportRules;
  /** How imports are written. Else none is. */
  readonly importing?: ImportRules;
  /** How imports of an answer are written where the members above are not known. Else they are left to the user. */
  readonly importLines?: ImportLines;
  /** The grammar's words for kinds of code. Else nothing is offered that needs to tell these apart. */
  readonly nodes?: NodeRules;
  /** How definitions are documented. Else no documentation is written. */
  readonly docs?: DocRules;
  /** How types are written. Else none are. */
  readonly types?: TypeRules;
  /** Where tests are and what runs them. Else none are written. */
  readonly tests?: TestRules;
  /** Rewritings that make sense in this language only. */
  readonly conversions?: ReadonlySet<Conversion>;
  /**
   * Where the language would complain of indentation between two offsets though its grammar here forgives it. Offsets,
   * in order.
   */
  readonly layoutErrors?: (tree: Tree, text: string, start: number, end: number) => Steps<number[]>;
  /** Blank lines between definitions at the top of a file. Else one. */
  readonly blankLines?: number;
  /**
   * A method that another type asks for, as it is written before anybody has: its lines, deeper ones behind tabs. `signature`
   * is as it is asked for, by an interface or by a class that is abstract. Else none is written.
   */
  readonly stub?: (signature: string, isOfInterface: boolean) => readonly string[];
  /** The frame in which members of a class parse alone: a line above and one below. */
  readonly memberFrame?: readonly [above: string, below: string];
  /** A line that stands for code left out and parses, for a line of dots that does not. */
  readonly elision?: string;
  /** A line that begins a block which only deeper indented lines can fill. */
  readonly blockHeader?: RegExp;
  /** A line that may stand at any column of the block around it: a directive, a label. */
  readonly outdented?: RegExp;
  /** The words that begin and end blocks, where no braces do. */
  readonly blockWords?: BlockWords;
  /** Lines that are not whole without what stands below them. */
  readonly heads?: readonly Head[];
  /** The code that lines may be parts of. Else lines cannot be judged without their file. */
  readonly lineFrames?: LineFrames;
  /** How Markdown calls the language of a file that editors call `id`. Else by that. */
  readonly markdownName?: (id: string, path: string) => string;
};

/** A line that begins something, and what may stand below it for all to parse. */
export type Head = { readonly line: RegExp; readonly standIns: readonly string[] };

/** The words around blocks that are no brackets. Each matches a whole line. */
export type BlockWords = {
  /** A line that begins a block, which a line that is indented like it ends. */
  readonly begins: RegExp;
  /** What goes on with the statement above although it is indented like it: `else`, `rescue`. */
  readonly goesOn: RegExp;
  /** What a whole body goes on with at the indentation of its head, before the same end: `rescue`, `ensure`. */
  readonly handles?: RegExp;
  /** A line that ends a block: `end`, `done`. */
  readonly ends: RegExp;
  /** What makes the statement before it happen only sometimes: the `if` in `return if x`. */
  readonly conditions?: RegExp;
};

/** A loop as a comprehension; promises and callbacks as `await`; a React component that is a class as a function. */
export type Conversion = "comprehension" | "await" | "functionComponent";

/** Types of nodes. */
export type NodeRules = {
  /** Functions with a body. */
  readonly functions: ReadonlySet<string>;
  /** The body of a function. */
  readonly body: string;
  /** Those whose children are statements one below the other. */
  readonly blocks: ReadonlySet<string>;
  /** The body of a class, whose children are members. */
  readonly members: ReadonlySet<string>;
  /** Statements that cannot become a part of a function. */
  readonly declarations: RegExp;
  /** Nodes that make code branch. */
  readonly branches: ReadonlySet<string>;
  /** True if a node is a value that is worth a name. */
  readonly isValue: (node: SyntaxNode) => boolean;
  /** Strings and the like, each one token. */
  readonly literals: ReadonlySet<string>;
  /** A statement that does nothing. */
  readonly nothing?: string;
  /** A statement that fails. */
  readonly failing: string;
  /** True if a function without a body is complete, by its own text and the head of its class. */
  readonly isAbstract?: (definition: string, classHead: string) => boolean;
};

export type DocRules = {
  /** The marks that open documentation, and those that close it. */
  readonly marks: readonly (readonly [open: string, close: string])[];
  /** Documentation may also be lines that all begin with this. */
  readonly line?: string;
  /** The place of documentation: above the definition, or as the first thing inside of it. */
  readonly place: "above" | "inside";
  /** Matches documentation that may be replaced. */
  readonly replaced: RegExp;
  /** Documentation as an answer has it, laid out for a place with this indentation. */
  readonly laidOut: (documentation: string, indent: string) => string;
};

export type TypeRules = {
  /** True if the code of a file has no room for types, so that they go into its documentation. */
  readonly inDocs?: (file: { readonly path: string; readonly languageId: string }) => boolean;
  /** True if the signature of a function leaves types open. */
  readonly areMissing: (declared: SyntaxNode, textOf: (node: SyntaxNode) => string) => boolean;
  /** Functions, with a body or without. */
  readonly functions: ReadonlySet<string>;
  /** Texts of which one parses if `code` is a function, or the signature of one. */
  readonly forms: (code: string) => readonly string[];
  /** The changes that give a function the types which another signature of it has. */
  readonly changes: (own: Node, shown: Node) => TextChange[];
};

export type TestRules = {
  /** The name of what a file tests, without its ending, by the name of that file. Undefined if that is no test's. */
  readonly testedIn: (fileName: string) => string | undefined;
  /** Usual names for a file of tests, the likeliest first. `ending` is that of the tested file, with its dot. */
  readonly names: (tested: string, ending: string) => readonly string[];
  /** True if tests written in this language may test a file. */
  readonly isTested: (path: string) => boolean;
  /** True if new tests go where the project has a folder for tests, false if beside the code. */
  readonly areApart: boolean;
  /** The framework to write tests with, in words, for a project without a test to learn from. */
  readonly framework: (paths: readonly string[]) => string;
};

export type LineFrames = {
  /** The texts that may stand before some lines, and behind them, for all to parse. */
  readonly around: (language: Language) => readonly (readonly [before: string, after: string])[];
  /** The texts that may open a bracket that the lines close. */
  readonly openers: Readonly<Record<string, readonly string[]>>;
};

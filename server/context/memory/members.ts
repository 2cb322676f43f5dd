import type { Definition } from "../../languages/tags.ts";
import { indentationWidth } from "../../text/indentation.ts";
import { lineStart } from "../../text/lines.ts";
import { definitionsInside } from "../skeleton.ts";
import type { ViewedFile, WorkspaceView } from "../workspaceView.ts";

/** What stands before a dot, as far as the index knows it. */
export type Members = {
  readonly names: ReadonlySet<string>;
  /** Nothing else can come: what it inherits is known, too. */
  readonly areAll: boolean;
};

type View = Pick<WorkspaceView, "file" | "resolve" | "moduleNamed" | "moduleOf">;

/** A class may inherit through so many others. */
const maxBases = 4;

/** Where the kind of a variable is looked for, in characters left of the cursor. */
const lookBack = 5000;

const behindDot = /(?<![\p{L}\p{N}_$.?)\]])([\p{L}_$][\p{L}\p{N}_$]*)\??\.[\p{L}\p{N}_$]*$/u;
const holders = new Set<Definition["kind"]>(["class", "interface", "enum", "namespace", "module", "type"]);

/**
 * The members of what stands before the dot at the cursor: the class around it, a class, an enum or a module that is
 * named, a variable that is declared or made as one. Undefined where none of these is known.
 */
export function membersAt(workspace: View, path: string, text: string, offset: number): Members | undefined {
  const before = text.slice(lineStart(text, offset), offset);
  const receiver = behindDot.exec(before)?.[1];
  const own = receiver === undefined ? undefined : workspace.file(path);
  if (receiver === undefined || !own) return undefined;
  if (receiver === "this" || receiver === "self" || receiver === "cls") {
    const around = classAround(own, text, offset);
    return around && membersOf(workspace, own, around, maxBases);
  }
  const named = membersNamed(workspace, own, receiver);
  if (named) return named;
  const kind = kindOf(receiver, text.slice(Math.max(0, offset - lookBack), offset));
  return kind === undefined ? undefined : membersNamed(workspace, own, kind);
}

function membersNamed(workspace: View, own: ViewedFile, name: string): Members | undefined {
  const module = workspace.moduleNamed(own.path, name);
  const file = module === undefined ? undefined : workspace.file(module);
  if (file) return membersOfModule(workspace, file, maxBases);
  const found = declaredAs(workspace, own, name);
  return found && membersOf(workspace, found.file, found.definition, maxBases);
}

/** What a module declares and imports, through those of which it passes on everything. */
function membersOfModule(workspace: View, file: ViewedFile, hops: number): Members {
  const { definitions, imports } = file.tags;
  const names = new Set(definitions.filter(({ parent }) => parent < 0).map((one) => one.name));
  let areAll = true;
  for (const { specifier, names: bound } of imports) {
    for (const { imported, local } of bound) {
      if (imported !== "*" || (local !== "*" && local !== "")) {
        names.add(local);
        continue;
      }
      const target = hops > 0 ? workspace.moduleOf(file.path, specifier) : undefined;
      const module = target === undefined ? undefined : workspace.file(target);
      const passed = module && membersOfModule(workspace, module, hops - 1);
      if (!passed?.areAll) areAll = false;
      for (const name of passed?.names ?? []) names.add(name);
    }
  }
  return { names, areAll };
}

function declaredAs(workspace: View, own: ViewedFile, name: string) {
  const inOwn = own.tags.definitions.find((one) => one.name === name && one.parent < 0 && holders.has(one.kind));
  if (inOwn) return { file: own, definition: inOwn };
  return workspace.resolve(own.path, name).find(({ definition }) => holders.has(definition.kind));
}

function membersOf(workspace: View, file: ViewedFile, of: Definition, hops: number): Members {
  const own = definitionsInside(file.tags.definitions, of).filter(({ kind }) => kind !== "constructor");
  const names = new Set(own.map((one) => one.name));
  let areAll = isClosed(file, of);
  for (const base of basesOf(file, of)) {
    const found = hops > 0 ? declaredAs(workspace, file, base) : undefined;
    const isOther = found !== undefined && found.definition !== of;
    const inherited = isOther ? membersOf(workspace, found.file, found.definition, hops - 1) : undefined;
    if (!inherited?.areAll) areAll = false;
    for (const name of inherited?.names ?? []) names.add(name);
  }
  return { names, areAll };
}

/** True if nothing but what a class inherits adds to its members: no decorator, no other declaration of its name. */
function isClosed({ text, tags }: ViewedFile, { name, kind, start }: Definition): boolean {
  if (kind === "type" || kind === "interface" || text[start] === "@") return false;
  return tags.definitions.filter((one) => one.name === name && one.parent < 0).length === 1;
}

/** What a class says that it inherits, as far as these are plain names; "" for what is none. */
function basesOf({ text }: ViewedFile, { kind, nameEnd, bodyStart }: Definition): readonly string[] {
  if (kind !== "class" && kind !== "interface") return [];
  const head = text.slice(nameEnd, Math.min(bodyStart, nameEnd + 500));
  const list = /^\s*\(([^)]*)\)/.exec(head)?.[1] ?? /\bextends\s+([^{]*?)(?=\bimplements\b|\{|$)/.exec(head)?.[1] ?? "";
  const bases = list.replace(/<[^<>]*>/g, "").split(",");
  return bases.map((base) => base.trim()).flatMap((base) => (base === "" ? [] : [/^[\w$]+$/.exec(base)?.[0] ?? ""]));
}

/** The class whose code the cursor's line is, by its indentation: half-written code has no reliable ends. */
function classAround({ tags }: ViewedFile, text: string, offset: number): Definition | undefined {
  const indent = (at: number) => indentationWidth(text, lineStart(text, at));
  const own = indent(offset);
  return tags.definitions.findLast(({ kind, start }) => kind === "class" && start < offset && indent(start) < own);
}

/** The class that a variable is declared or made as, in the nearest such line above. */
function kindOf(variable: string, before: string): string | undefined {
  const name = variable.replaceAll("$", "\\$");
  const declared = new RegExp(
    `(?<![\\w$.])${name}\\s*(?::\\s*([A-Z][\\w$]*)\\s*[,)=;\\r\\n]|=\\s*(?:await\\s+)?(?:new\\s+)?([A-Z][\\w$]*)\\()`,
    "g",
  );
  const last = [...before.matchAll(declared)].at(-1);
  return last?.[1] ?? last?.[2];
}

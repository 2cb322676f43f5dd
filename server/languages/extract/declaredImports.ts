import type { SyntaxNode } from "tree-sitter";
import type { Import, ImportedName } from "../tags.ts";
import type { Match } from "./queries.ts";
import { isString, stringContent } from "./strings.ts";

/** The imports that matches of an imports.scm stand for. */
export function declaredImports(matches: Match[], text: string): Import[] {
  const types = matches.flatMap(({ captures }) => captures.get("import.types") ?? []);
  const isForTypes = (node: SyntaxNode) =>
    types.some((block) => block.startIndex <= node.startIndex && block.endIndex >= node.endIndex);
  return grouped(matches).flatMap(({ node, kind, source, names, modules }): Import[] => {
    if (!kind) return [];
    const { startIndex: start, endIndex: end } = node;
    const use = kind === "static" && isForTypes(node) ? "type" : kind;
    if (source) {
      const specifier = specifierOf(source, text);
      const ordered = names.sort((a, b) => a.at.startIndex - b.at.startIndex);
      return [{ specifier, kind: use, names: ordered.map((name) => importedName(name, text)), start, end }];
    }
    return modules.map(({ at, alias }) => {
      const specifier = specifierOf(at, text);
      const local = alias ? stringContent(alias, text) : specifier.replace(/\..*/, "");
      return { specifier, kind: use, names: [{ imported: "*", local }], start, end };
    });
  });
}

type Name = { readonly role: string; readonly at: SyntaxNode; readonly alias: SyntaxNode | undefined };

/** All that is known about one import statement or call. */
type Group = {
  readonly node: SyntaxNode;
  pattern: number;
  kind: Import["kind"] | undefined;
  source: SyntaxNode | undefined;
  readonly names: Name[];
  readonly modules: Name[];
};

function grouped(matches: Match[]): Group[] {
  const groups = new Map<number, Group>();
  for (const { pattern, captures } of matches) {
    const kind = kinds.find((candidate) => captures.has(`import.${candidate}`));
    const node = captures.get(kind ? `import.${kind}` : "import");
    if (!node) continue;
    const group = groups.get(node.id) ?? {
      node,
      pattern: Number.POSITIVE_INFINITY,
      kind,
      source: undefined,
      names: [],
      modules: [],
    };
    groups.set(node.id, group);
    if (kind && pattern < group.pattern) {
      group.kind = kind;
      group.pattern = pattern;
    }
    group.source ??= captures.get("import.source");
    const alias = captures.get("import.alias");
    for (const role of roles) {
      const at = captures.get(`import.${role}`);
      if (at) (role === "module" ? group.modules : group.names).push({ role, at, alias });
    }
  }
  return [...groups.values()];
}

const kinds = ["static", "type", "dynamic", "require", "reexport"] as const;
const roles = ["name", "default", "namespace", "wildcard", "module"] as const;

function importedName({ role, at, alias }: Name, text: string): ImportedName {
  const name = at.type === "dotted_name" ? specifierOf(at, text) : stringContent(at, text);
  if (role === "default") return { imported: "default", local: name };
  if (role === "namespace") return { imported: "*", local: name };
  if (role === "wildcard") return { imported: "*", local: "*" };
  return { imported: name, local: alias ? stringContent(alias, text) : name };
}

/** Python allows blanks around the dots of a module's name. */
function specifierOf(node: SyntaxNode, text: string): string {
  const content = stringContent(node, text);
  return isString(node) ? content : content.replace(/[\s\\]+/g, "");
}

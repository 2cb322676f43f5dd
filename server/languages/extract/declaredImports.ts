import type { Import, ImportedName } from "../tags.ts";
import type { CapturedNode, Match } from "./queries.ts";
import { isString, stringContent } from "./strings.ts";

/** The imports that matches of an imports.scm stand for. */
export function declaredImports(matches: Match<CapturedNode>[], text: string): Import[] {
  const types = matches.flatMap(({ captures }) => captures.get("import.types") ?? []);
  const isForTypes = (node: CapturedNode) =>
    types.some((block) => block.startIndex <= node.startIndex && block.endIndex >= node.endIndex);
  return grouped(matches).flatMap(({ node, kind, source, prefix, names, modules }): Import[] => {
    if (!kind) return [];
    const { startIndex: start, endIndex: end } = node;
    const use = kind === "static" && isForTypes(node) ? "type" : kind;
    if (source) {
      const specifier = prefix + specifierOf(source, text);
      const ordered = certain(names).sort((a, b) => a.at.startIndex - b.at.startIndex);
      return [{ specifier, kind: use, names: ordered.map((name) => importedName(name, text)), start, end }];
    }
    return modules.map(({ at, alias, separator }) => {
      const specifier = specifierOf(at, text);
      const own = separator ? lastPart(specifier, separator) : specifier.replace(/\..*/, "");
      const local = alias ? stringContent(alias, text) : own;
      return { specifier, kind: use, names: [{ imported: "*", local }], start, end };
    });
  });
}

type Name = {
  readonly role: string;
  readonly at: CapturedNode;
  readonly alias: CapturedNode | undefined;
  /** A module is known by what stands behind the last of these in its specifier; else by what is before the first dot. */
  readonly separator: string | undefined;
};

/** All that is known about one import statement or call. */
type Group = {
  readonly node: CapturedNode;
  pattern: number;
  kind: Import["kind"] | undefined;
  source: CapturedNode | undefined;
  /** What a specifier begins with that is not written: "./" where a path is relative to its file anyway. */
  prefix: string;
  readonly names: Name[];
  readonly modules: Name[];
};

function grouped(matches: Match<CapturedNode>[]): Group[] {
  const groups = new Map<number, Group>();
  for (const { pattern, captures, properties } of matches) {
    const kind = kinds.find((candidate) => captures.has(`import.${candidate}`));
    const node = captures.get(kind ? `import.${kind}` : "import");
    if (!node) continue;
    const group = groups.get(node.id) ?? {
      node,
      pattern: Number.POSITIVE_INFINITY,
      kind,
      source: undefined,
      prefix: "",
      names: [],
      modules: [],
    };
    groups.set(node.id, group);
    if (kind && pattern < group.pattern) {
      group.kind = kind;
      group.pattern = pattern;
    }
    group.source ??= captures.get("import.source");
    group.prefix ||= properties.prefix ?? "";
    const alias = captures.get("import.alias");
    const separator = properties.separator ?? undefined;
    for (const role of roles) {
      const at = captures.get(`import.${role}`);
      if (at) (role === "module" ? group.modules : group.names).push({ role, at, alias, separator });
    }
  }
  return [...groups.values()];
}

const kinds = ["static", "type", "dynamic", "require", "reexport"] as const;
const roles = ["name", "default", "namespace", "wildcard", "last", "module"] as const;

function importedName({ role, at, alias }: Name, text: string): ImportedName {
  const name = at.type === "dotted_name" ? specifierOf(at, text) : stringContent(at, text);
  if (role === "default") return { imported: "default", local: name };
  if (role === "namespace") return { imported: "*", local: name };
  if (role === "last")
    return { imported: lastPart(name, "."), local: alias ? stringContent(alias, text) : lastPart(name, ".") };
  if (role === "wildcard") return { imported: "*", local: "*" };
  return { imported: name, local: alias ? stringContent(alias, text) : name };
}

/** A source of which all is taken names nothing with its last part; under another name it is not known by its own. */
function certain(names: readonly Name[]): Name[] {
  const isTakenWhole = names.some(({ role }) => role === "wildcard");
  const isRenamed = names.some(({ role, alias }) => role === "last" && alias);
  return names.filter(({ role, alias }) => role !== "last" || (!isTakenWhole && (alias || !isRenamed)));
}

/** The name of a package by its path, without the version that Go has there: `yaml` of `gopkg.in/yaml.v3`. */
function lastPart(specifier: string, separator: string): string {
  const unversioned = specifier.replace(/[/.]v\d+$/, "");
  return unversioned.slice(unversioned.lastIndexOf(separator) + 1);
}

/** Python allows blanks around the dots of a module's name. */
function specifierOf(node: CapturedNode, text: string): string {
  const content = stringContent(node, text);
  return isString(node) ? content : content.replace(/\\(?=\s)|\s+/g, "");
}

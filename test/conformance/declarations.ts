import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import Parser from "tree-sitter";
import { typescript } from "../../grammars/typescript/language.ts";

/** What a part of a message may be, as the declarations of the protocol say it. */
export type Type =
  /** Everything, and the declarations say so. */
  | { readonly kind: "any" }
  /** Everything, because nobody taught `typeOf` to read it. */
  | { readonly kind: "unread"; readonly source: string }
  | { readonly kind: "base" | "reference"; readonly name: string }
  | { readonly kind: "array"; readonly element: Type }
  | { readonly kind: "or" | "tuple"; readonly items: readonly Type[] }
  | { readonly kind: "and"; readonly items: readonly Type[] }
  | { readonly kind: "literal"; readonly value: unknown }
  | ObjectType;

export type ObjectType = {
  readonly kind: "object";
  readonly properties: ReadonlyMap<string, Property>;
  /** What properties of other names are; without it there are none. */
  readonly others?: Type;
  readonly inherits: readonly Type[];
};

export type Property = { readonly type: Type; readonly isOptional: boolean };

/** A request or notification as declared. */
export type Message = {
  readonly what: "request" | "notification";
  /** The namespace that declares it, which the package also exports. */
  readonly namespace: string;
  readonly params?: Type;
  readonly result?: Type;
};

export type Declarations = {
  /** Interfaces and aliases by name, constants of namespaces as `Namespace.Constant`. */
  readonly types: ReadonlyMap<string, Type>;
  readonly messages: readonly Message[];
};

type Node = Parser.SyntaxNode;

/** Declared as mere strings and numbers; what they mean is said in prose. */
const bases = ["URI", "DocumentUri", "integer", "uinteger", "decimal"];

/** What the packages that the server speaks the protocol with declare. */
export function packageDeclarations(): Declarations {
  const ofServer = createRequire(createRequire(import.meta.url).resolve("vscode-languageserver/node"));
  const ofProtocol = createRequire(ofServer.resolve("vscode-languageserver-protocol/node"));
  const protocol = join(ofServer.resolve("vscode-languageserver-protocol/node"), "../../common");
  const files = readdirSync(protocol).filter((name) => /^protocol\..*d\.ts$/.test(name));
  return declarationsIn(
    [
      join(ofProtocol.resolve("vscode-jsonrpc/node"), "../../common/connection.d.ts"),
      join(ofProtocol.resolve("vscode-languageserver-types"), "../main.d.ts"),
      ...files.map((name) => join(protocol, name)),
    ].map((path) => readFileSync(path, "utf8")),
  );
}

/** What the texts of declaration files (`.d.ts`) declare together. */
export function declarationsIn(texts: readonly string[]): Declarations {
  const types = new Map<string, Type>(bases.map((name) => [name, { kind: "base", name }]));
  const messages: Message[] = [];
  const parser = new Parser();
  parser.setLanguage(typescript.grammar() as Parser.Language);
  for (const text of texts) {
    const root = parser.parse(text, undefined, { bufferSize: text.length + 1 }).rootNode;
    for (const declaration of parts(root).flatMap(declared)) {
      const name = nameOf(declaration);
      const type = types.has(name) ? undefined : declaredType(declaration);
      if (type) types.set(name, type);
      for (const constant of constantsOf(declaration)) {
        const said = typeOfConstant(constant);
        const message = said && messageOf(name, said);
        if (message) messages.push(message);
        else if (said) types.set(`${name}.${nameOf(constant)}`, typeOf(said, []));
      }
    }
  }
  return { types, messages };
}

/** The declaration in `export declare …`. */
function declared(node: Node): readonly Node[] {
  const isWrapped = node.type === "export_statement" || node.type === "ambient_declaration";
  return isWrapped ? parts(node).flatMap(declared) : [node];
}

function declaredType(node: Node): Type | undefined {
  const parameters = parts(node.childForFieldName("type_parameters")).map(nameOf);
  const value = node.childForFieldName("value");
  if (node.type === "type_alias_declaration" && value) return typeOf(value, parameters);
  if (node.type !== "interface_declaration") return undefined;
  const inherits = parts(parts(node).find((part) => part.type === "extends_type_clause"));
  return objectOf(parts(node.childForFieldName("body")), parameters, inherits);
}

function constantsOf(node: Node): readonly Node[] {
  if (node.type !== "internal_module") return [];
  return parts(node.childForFieldName("body"))
    .filter((statement) => statement.type === "lexical_declaration")
    .flatMap(parts);
}

/** A constant's type, which may be given by its value. */
function typeOfConstant(constant: Node): Node | undefined {
  return parts(constant.childForFieldName("type"))[0] ?? constant.childForFieldName("value") ?? undefined;
}

/** A message, where the constant says how one is typed: `ProtocolRequestType<P, R, …>` and its like. */
function messageOf(namespace: string, type: Node): Message | undefined {
  const [, kind, hasNoParams] = /^(?:Protocol)?(Request|Notification)Type(0?)$/.exec(nameOf(type) || type.text) ?? [];
  if (!kind) return undefined;
  const given = parts(type.childForFieldName("type_arguments")).map((one) => typeOf(one, []));
  const what = kind === "Request" ? "request" : "notification";
  const params = hasNoParams ? undefined : given.shift();
  const result = what === "request" ? given.shift() : undefined;
  return { what, namespace, ...(params && { params }), ...(result && { result }) };
}

/** What a type says. Type parameters are everything: the protocol gives them nothing else. */
function typeOf(node: Node, parameters: readonly string[]): Type {
  const inner = () => parts(node).map((part) => typeOf(part, parameters));
  switch (node.type) {
    case "type_annotation":
    case "parenthesized_type":
      return inner()[0] ?? unread(node);
    case "type_identifier":
      return parameters.includes(node.text) ? { kind: "any" } : { kind: "reference", name: node.text };
    case "generic_type":
      return { kind: "reference", name: nameOf(node) };
    case "type_query":
      return { kind: "reference", name: parts(node)[0]?.text ?? "" };
    case "predefined_type":
      return predefined(node);
    case "array_type":
      return { kind: "array", element: inner()[0] ?? unread(node) };
    case "tuple_type":
      return { kind: "tuple", items: inner() };
    case "union_type":
      return { kind: "or", items: inner().flatMap((item) => (item.kind === "or" ? item.items : [item])) };
    case "intersection_type":
      return { kind: "and", items: inner() };
    case "object_type":
      return objectOf(parts(node), parameters, []);
    case "literal_type":
      return literalOf(parts(node)[0] ?? node);
    default:
      return literalOf(node);
  }
}

function predefined(node: Node): Type {
  if (node.text === "any" || node.text === "unknown") return { kind: "any" };
  if (node.text === "object") return { kind: "object", properties: new Map(), others: { kind: "any" }, inherits: [] };
  // The protocol says `decimal` where it means one: a bare number is a token of JSON-RPC, which has no fractions.
  if (node.text === "number") return { kind: "base", name: "integer" };
  if (node.text === "void") return { kind: "base", name: "null" };
  return ["string", "boolean"].includes(node.text) ? { kind: "base", name: node.text } : unread(node);
}

function literalOf(node: Node): Type {
  if (node.type === "null" || node.type === "undefined") return { kind: "base", name: node.type };
  if (node.type === "true" || node.type === "false") return { kind: "literal", value: node.type === "true" };
  if (node.type === "string" || node.type === "template_literal_type")
    return { kind: "literal", value: node.text.slice(1, -1) };
  const number = Number(node.text);
  return Number.isNaN(number) ? unread(node) : { kind: "literal", value: number };
}

function objectOf(members: readonly Node[], parameters: readonly string[], inherited: readonly Node[]): Type {
  const properties = new Map<string, Property>();
  let others: Type | undefined;
  for (const member of members) {
    const annotation = member.childForFieldName("type");
    const name = nameOf(member);
    if (!annotation || !name) return unread(member);
    const type = typeOf(annotation, parameters);
    const isOptional = member.children.some((part) => part.type === "?");
    if (member.type === "index_signature") others = type;
    else properties.set(name.replace(/^(["'])(.*)\1$/, "$2"), { type, isOptional });
  }
  const inherits = inherited.map((node) => typeOf(node, parameters));
  return { kind: "object", properties, inherits, ...(others && { others }) };
}

function unread(node: Node): Type {
  return { kind: "unread", source: node.text };
}

/** What a declaration or a generic type is called, "" without a name. */
function nameOf(node: Node): string {
  return node.childForFieldName("name")?.text ?? "";
}

/** What a node is made of, without comments. */
function parts(node: Node | null | undefined): readonly Node[] {
  return (node?.namedChildren ?? []).filter((child) => child.type !== "comment");
}

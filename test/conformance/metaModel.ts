import * as protocol from "vscode-languageserver/node";
import { type Declarations, type Message, type ObjectType, packageDeclarations, type Type } from "./declarations.ts";

export type Direction = "clientToServer" | "serverToClient";

type Directed = Message & { readonly direction: Direction | "both" };

type Model = Pick<Declarations, "types"> & Readonly<Record<Message["what"], ReadonlyMap<string, Directed>>>;

/** A message as the package exports it: its method, and who sends it, which no declaration says. */
type Exported = { readonly type: { readonly method: string }; readonly messageDirection?: Direction };

/** Who sends what JSON-RPC's own package exports. */
const directions = new Map<string, Direction>([
  ["$/setTrace", "clientToServer"],
  ["$/logTrace", "serverToClient"],
]);

/** The package keeps its declaration of this one to itself. */
const cancellation: Directed = {
  what: "notification",
  namespace: "CancelNotification",
  direction: "both",
  params: {
    kind: "object",
    inherits: [],
    properties: new Map([["id", { type: { kind: "reference", name: "ProgressToken" }, isOptional: false }]]),
  },
};

let whole: Model | undefined;

/** Read at the first message, once per process. */
function model(): Model {
  if (!whole) {
    const { types, messages } = packageDeclarations();
    const exported = protocol as unknown as Readonly<Record<string, Exported>>;
    const all: (readonly [string, Directed])[] = messages.map((message) => {
      const { type, messageDirection } = exported[message.namespace] as Exported;
      const direction = messageDirection ?? directions.get(type.method) ?? "both";
      return [type.method, { ...message, direction }];
    });
    all.push(["$/cancelRequest", cancellation]);
    const those = (what: Message["what"]) => new Map(all.filter(([, message]) => message.what === what));
    // The package lets a server answer `initialize` with more; the protocol does not.
    const { others: _, ...initializeResult } = types.get("InitializeResult") as ObjectType;
    whole = {
      types: new Map<string, Type>(types).set("InitializeResult", initializeResult),
      request: those("request"),
      notification: those("notification"),
    };
  }
  return whole;
}

/** All methods that the protocol declares. */
export function methods(what: Message["what"]): readonly string[] {
  return [...model()[what].keys()];
}

/** What is wrong with the params of a request or notification: one sentence each. */
export function paramsProblems(what: Message["what"], from: Direction, method: string, params: unknown): string[] {
  const message = model()[what].get(method);
  if (!message) return method.startsWith("$/") ? [] : [`there is no ${what} ${method}`];
  const isForeign = message.direction !== "both" && message.direction !== from;
  if (isForeign) return [`${method} does not go from ${from.replace("To", " to ")}`];
  if (!message.params) return params === undefined || params === null ? [] : [`${method} has no params`];
  return problems(message.params, params, method);
}

export function resultProblems(method: string, result: unknown): string[] {
  const type = model().request.get(method)?.result;
  return type ? problems(type, result, `the result of ${method}`) : [];
}

/** The parts of a message's declaration that nobody could read, at any depth: whatever stands there passes. */
export function unreadParts(what: Message["what"], method: string): string[] {
  const { params, result } = model()[what].get(method) ?? {};
  const seen = new Set<string>();
  const within = (type: Type): string[] => {
    if (type.kind === "unread") return [type.source];
    if (type.kind === "array") return within(type.element);
    if (type.kind === "or" || type.kind === "and" || type.kind === "tuple") return type.items.flatMap(within);
    if (type.kind === "object") {
      const properties = [...type.properties.values()].map((property) => property.type);
      return [...properties, ...type.inherits, ...(type.others ? [type.others] : [])].flatMap(within);
    }
    if (type.kind !== "reference" || seen.has(type.name)) return [];
    seen.add(type.name);
    return within(declared(type.name));
  };
  return [params, result].flatMap((type) => (type ? within(type) : []));
}

/** What a work's progress reports: the protocol itself says no more than that it is something. */
export function progressProblems(value: unknown): string[] {
  const kind = (value as { kind?: string } | null)?.kind ?? "";
  const name = { begin: "WorkDoneProgressBegin", report: "WorkDoneProgressReport", end: "WorkDoneProgressEnd" }[kind];
  return name ? problems({ kind: "reference", name }, value, "$/progress") : ["$/progress without a kind"];
}

/** An error in the place of a result. */
export function errorProblems(error: unknown): string[] {
  const { code, message, ...others } = (error ?? {}) as Record<string, unknown>;
  const unknown = Object.keys(others).filter((key) => key !== "data");
  const isWhole = Number.isInteger(code) && typeof message === "string" && message !== "";
  return [
    ...(isWhole ? [] : ["an error needs a code and a message"]),
    ...unknown.map((key) => `error.${key} is unknown`),
  ];
}

function problems(type: Type, value: unknown, path: string): string[] {
  switch (type.kind) {
    case "any":
    case "unread":
      return [];
    case "base":
      return isBase(type.name, value) ? [] : [`${path} is no ${type.name}`];
    case "reference":
      return referenceProblems(type.name, value, path);
    case "array":
      if (!Array.isArray(value)) return [`${path} is no array`];
      return value.flatMap((item, index) => problems(type.element, item, `${path}[${index}]`));
    case "tuple":
      if (!Array.isArray(value) || value.length !== type.items.length) return [`${path} is no tuple`];
      return type.items.flatMap((item, index) => problems(item, value[index], `${path}[${index}]`));
    case "or":
      return nearest(
        type.items.map((item) => problems(item, value, path)),
        path,
      );
    case "and":
    case "object":
      return objectProblems(flattened(type), value, path);
    case "literal":
      return value === type.value ? [] : [`${path} is not ${JSON.stringify(type.value)}`];
  }
}

function referenceProblems(name: string, value: unknown, path: string): string[] {
  const type = declared(name);
  const isOneOf = type.kind === "or" ? type.items.every((item) => item.kind === "literal") : type.kind === "literal";
  const found = problems(type, value, path);
  return isOneOf && found.length > 0 ? [`${path} is no ${name}`] : found;
}

/** A name that nothing declares is of a type that this reader does not know, as `Record` is. */
function declared(name: string): Type {
  return model().types.get(name) ?? { kind: "unread", source: name };
}

function objectProblems({ properties, others }: ObjectType, value: unknown, path: string): string[] {
  if (!isObject(value)) return [`${path} is no object`];
  const unknown = Object.keys(value).filter((key) => !properties.has(key));
  const wrong = [...properties].flatMap(([name, { type, isOptional }]) => {
    if (Object.hasOwn(value, name)) return problems(type, value[name], `${path}.${name}`);
    return isOptional ? [] : [`${path}.${name} is missing`];
  });
  const further = unknown.flatMap((key) =>
    others ? problems(others, value[key], `${path}.${key}`) : [`${path}.${key} is unknown`],
  );
  return [...further, ...wrong];
}

/** An object with all that it is made of; its own property counts where both have one of a name. */
function flattened(type: Type): ObjectType {
  if (type.kind === "reference") return flattened(declared(type.name));
  if (type.kind !== "and" && type.kind !== "object") return { ...empty, others: { kind: "any" } };
  const made = (type.kind === "and" ? type.items : type.inherits).map(flattened);
  const own = type.kind === "object" ? [type] : [];
  const all = [...made, ...own];
  const others = all.findLast((one) => one.others)?.others;
  return { ...empty, properties: new Map(all.flatMap((one) => [...one.properties])), ...(others && { others }) };
}

const empty: ObjectType = { kind: "object", properties: new Map(), inherits: [] };

function isBase(name: string, value: unknown): boolean {
  if (name === "null") return value === null;
  if (name === "undefined") return value === undefined;
  if (name === "boolean") return typeof value === "boolean";
  if (name === "integer") return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
  if (name === "uinteger") return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 31;
  if (name === "decimal") return typeof value === "number";
  if (name === "URI" || name === "DocumentUri") return typeof value === "string" && /^[a-z][a-z\d+.-]*:/i.test(value);
  return typeof value === "string";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Of what is wrong with each alternative the least; what is of another kind altogether was not meant. */
function nearest(all: readonly string[][], path: string): string[] {
  const distance = (one: readonly string[]) => (one[0]?.startsWith(`${path} is no`) ? Infinity : one.length);
  return all.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

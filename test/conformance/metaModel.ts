import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../process/environment.ts";

/** The parts of the protocol's meta model that say what a message may hold. */
type Type =
  | { readonly kind: "base" | "reference"; readonly name: string }
  | { readonly kind: "array"; readonly element: Type }
  | { readonly kind: "map"; readonly key: Type; readonly value: Type }
  | { readonly kind: "or" | "and" | "tuple"; readonly items: readonly Type[] }
  | { readonly kind: "literal"; readonly value: { readonly properties: readonly Property[] } }
  | { readonly kind: "stringLiteral" | "integerLiteral" | "booleanLiteral"; readonly value: unknown };

type Property = { readonly name: string; readonly type: Type; readonly optional?: boolean };

type Structure = {
  readonly name: string;
  readonly properties: readonly Property[];
  readonly extends?: readonly Type[];
  readonly mixins?: readonly Type[];
};

export type Direction = "clientToServer" | "serverToClient";

type Message = {
  readonly method: string;
  readonly messageDirection: Direction | "both";
  readonly params?: Type | readonly Type[];
  readonly result?: Type;
};

type MetaModel = {
  readonly requests: readonly Message[];
  readonly notifications: readonly Message[];
  readonly structures: readonly Structure[];
  readonly enumerations: readonly {
    readonly name: string;
    readonly type: Type;
    readonly values: readonly unknown[];
    readonly supportsCustomValues?: boolean;
  }[];
  readonly typeAliases: readonly { readonly name: string; readonly type: Type }[];
};

const model = JSON.parse(readFileSync(join(repository, "test/conformance/metaModel.json"), "utf8")) as MetaModel;

const byName = <T extends { readonly name: string }>(all: readonly T[]) => new Map(all.map((one) => [one.name, one]));
const structures = byName(model.structures);
const enumerations = byName(model.enumerations);
const aliases = byName(model.typeAliases);
const requests = new Map(model.requests.map((request) => [request.method, request]));
const notifications = new Map(model.notifications.map((notification) => [notification.method, notification]));

/** What is wrong with the params of a request or notification: one sentence each. */
export function paramsProblems(what: "request" | "notification", from: Direction, method: string, params: unknown) {
  const message = (what === "request" ? requests : notifications).get(method);
  if (!message) return method.startsWith("$/") ? [] : [`there is no ${what} ${method}`];
  const isForeign = message.messageDirection !== "both" && message.messageDirection !== from;
  if (isForeign) return [`${method} does not go from ${from.replace("To", " to ")}`];
  if (message.params === undefined) return params === undefined || params === null ? [] : [`${method} has no params`];
  if (Array.isArray(message.params)) throw new Error(`${method} has several params`);
  return problems(message.params as Type, params, method);
}

export function resultProblems(method: string, result: unknown): string[] {
  const message = requests.get(method);
  return message?.result ? problems(message.result, result, `the result of ${method}`) : [];
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
    case "base":
      return isBase(type.name, value) ? [] : [`${path} is no ${type.name}`];
    case "reference":
      return referenceProblems(type.name, value, path);
    case "array":
      if (!Array.isArray(value)) return [`${path} is no array`];
      return value.flatMap((item, index) => problems(type.element, item, `${path}[${index}]`));
    case "map":
      if (!isObject(value)) return [`${path} is no map`];
      return Object.entries(value).flatMap(([key, item]) => problems(type.value, item, `${path}.${key}`));
    case "tuple":
      if (!Array.isArray(value) || value.length !== type.items.length) return [`${path} is no tuple`];
      return type.items.flatMap((item, index) => problems(item, value[index], `${path}[${index}]`));
    case "or":
      return nearest(
        type.items.map((item) => problems(item, value, path)),
        path,
      );
    case "and":
      return objectProblems(type.items.flatMap(propertiesOf), value, path);
    case "literal":
      return objectProblems(type.value.properties, value, path);
    default:
      return value === type.value ? [] : [`${path} is not ${JSON.stringify(type.value)}`];
  }
}

function referenceProblems(name: string, value: unknown, path: string): string[] {
  if (name.startsWith("LSPAny") || name === "LSPObject" || name === "LSPArray") return [];
  const alias = aliases.get(name);
  if (alias) return problems(alias.type, value, path);
  const enumeration = enumerations.get(name);
  if (!enumeration) return objectProblems(propertiesOf({ kind: "reference", name }), value, path);
  if (!enumeration.supportsCustomValues && !enumeration.values.includes(value)) return [`${path} is no ${name}`];
  return problems(enumeration.type, value, path);
}

function objectProblems(properties: readonly Property[], value: unknown, path: string): string[] {
  if (!isObject(value)) return [`${path} is no object`];
  const known = new Map(properties.map((property) => [property.name, property]));
  const unknown = Object.keys(value).filter((key) => !known.has(key));
  const wrong = [...known.values()].flatMap(({ name, type, optional }) => {
    if (Object.hasOwn(value, name)) return problems(type, value[name], `${path}.${name}`);
    return optional ? [] : [`${path}.${name} is missing`];
  });
  return [...unknown.map((key) => `${path}.${key} is unknown`), ...wrong];
}

/** Those of the structure and of all that it is made of; its own count where both have one of a name. */
function propertiesOf(type: Type): readonly Property[] {
  if (type.kind === "literal") return type.value.properties;
  const structure = type.kind === "reference" ? structures.get(type.name) : undefined;
  if (!structure) throw new Error(`the meta model has no structure ${JSON.stringify(type)}`);
  const inherited = [...(structure.extends ?? []), ...(structure.mixins ?? [])].flatMap(propertiesOf);
  return [...inherited, ...structure.properties];
}

function isBase(name: string, value: unknown): boolean {
  if (name === "null") return value === null;
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

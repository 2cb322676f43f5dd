import { expect, test } from "@jest/globals";
import { shape } from "../../server/config/checks.ts";
import { parseConfig } from "../../server/config/config.ts";
import { type SettingSchema, settings } from "../../server/config/settings.ts";
import { defaultOf } from "../docs/extension.ts";
import { textOf } from "../docs/markdown.ts";

test("every setting that an editor may make has a meaning, and nothing else has", () => {
  const namesIn = (group: object, path = ""): string[] =>
    Object.entries(group).flatMap(([key, inner]) =>
      typeof inner === "object" ? namesIn(inner, `${path}${key}.`) : [`${path}${key}`],
    );
  const own = namesIn(shape).filter((name) => name !== "remotes");
  expect(settings.map(({ name }) => name).sort()).toEqual(own.sort());
});

/** Values of every kind, among them those that stand at some limit. */
const values: readonly unknown[] = [
  ...[-1, 0, 0.5, 1, 9, 10, 16, 64, 256, 1000, 1001, 1440, 1441, 2048, 2049, 10_000, 15_000, 16_384, 131_072, 1e6, 1e7],
  ...["", "auto", "off", "always", "none", "remote:", "remote:box", "qwen-coder", "debug", "USD", "loud"],
  ...[true, false, null, {}, [], ["a"], [1], [""]],
  ...[[{ title: "T", instruction: "I" }], [{ title: "T" }], [{ title: "T", instruction: "I", kinds: ["quickfix"] }]],
  [{ title: "T", instruction: "I", kinds: "quickfix" }],
  ...["manual", { "*.md": "off", "/src/": "manual" }, { python: "sometimes" }, { python: true }, 200, 201],
];

test.each(settings)("the schema of $name lets pass what the server takes", (setting) => {
  const { name, schema } = setting;
  // An address is more than a schema can tell.
  const asked = name === "mirrors" ? values.filter((value) => !Array.isArray(value) || value.length === 0) : values;
  const taken = asked.filter((value) => parseConfig({ [name]: value }).problems.length === 0);
  expect(asked.filter((value) => fits(value, schema as Schema))).toEqual(taken);
  expect(fits(defaultOf(setting), schema as Schema)).toBe(true);
});

type Schema = Omit<SettingSchema, "additionalProperties"> & {
  readonly required?: readonly string[];
  readonly additionalProperties?: false | Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
};

/** As JSON Schema says it, with what our schemas use of it. */
function fits(value: unknown, schema: Schema): boolean {
  if (![schema.type].flat().some((type) => isOf(value, type))) return false;
  if (schema.enum && !schema.enum.includes(value as string)) return false;
  if (typeof value === "number") return value >= (schema.minimum ?? value) && value <= (schema.maximum ?? value);
  if (typeof value === "string") {
    return value.length >= (schema.minLength ?? 0) && new RegExp(schema.pattern ?? "").test(value);
  }
  if (Array.isArray(value)) return value.every((each) => fits(each, schema.items as Schema));
  if (typeof value !== "object" || value === null) return true;
  const { required = [], properties = {}, additionalProperties: other } = schema;
  return (
    required.every((name) => name in value) &&
    Object.entries(value).every(([name, inner]) => {
      const expected = properties[name] ?? (other || undefined);
      return expected !== undefined && fits(inner, expected);
    })
  );
}

function isOf(value: unknown, type: string): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type && (type !== "object" || (value !== null && !Array.isArray(value)));
}

test("README has a row for every setting", () => {
  const rows = [...textOf("README.md").matchAll(/^\| (`[^|]+`) \| `/gm)].map(([, names = ""]) => names);
  const named = rows.flatMap((names) => {
    const [first = "", ...others] = [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
    return [first, ...others.map((name) => first.replace(/\.\w+$/, name))];
  });
  expect(named.filter((name) => name !== "remotes").sort()).toEqual(settings.map(({ name }) => name).sort());
});

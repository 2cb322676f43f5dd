import { expect, test } from "@jest/globals";
import { applied } from "../../server/edits/changes.ts";
import { offersOf, siteOf } from "./offered.ts";

const files = { "price.ts": "export function priceOf(item) {\n  return item.price;\n}\n" };
const problems = ["Cannot find name 'priceOf'."];

/** The file after the first import that is offered. */
function imported(...at: Parameters<typeof siteOf>): string | undefined {
  const [offer] = offersOf("add-import", ...at);
  const { file, workspace } = siteOf(...at);
  if (offer?.work.does !== "edit") return undefined;
  const edit = offer.work.edit(workspace);
  return edit.kind === "edit" ? applied(file.text, edit.changes) : edit.reason;
}

test("a name that one file exports is imported without a model", () => {
  expect(imported("const a = │priceOf│(b);\n", { files, problems })).toBe(
    'import { priceOf } from "./price";\n\nconst a = priceOf(b);\n',
  );
});

test("the import of a reported name is the preferred fix", () => {
  const [offer] = offersOf("add-import", "│priceOf│(b);", { files, problems });
  expect(offer).toMatchObject({ title: "Import priceOf from price.ts", preferred: true });
});

test("a name at the cursor that nothing declares needs no report", () => {
  const [offer] = offersOf("add-import", "price│Of(b);", { files });
  expect(offer?.title).toBe("Import priceOf from price.ts");
  expect(offer?.preferred).toBeUndefined();
});

test("Python names are imported the way Python imports", () => {
  const python = { "shop/price.py": "def price_of(item):\n    return item\n" };
  const around = { path: "shop/cart.py", files: python, problems: ['"price_of" is not defined'] };
  expect(imported("total = │price_of│(1)\n", around)).toMatch(/^from (\.price|shop\.price) import price_of\n/);
});

test("a name that other files have from a package is imported as they have it", () => {
  const files = { "b.ts": 'import { useState } from "react";\n\nuseState(1);\n' };
  const [offer] = offersOf("add-import", "use│State(2);", { files });
  expect(offer?.title).toBe("Import useState");
  expect(imported("use│State(2);\n", { files })).toBe('import { useState } from "react";\n\nuseState(2);\n');
});

test.each([
  ["two files export it", "│priceOf│(b);", { ...files, "b.ts": "export const priceOf = 1;" }],
  ["none does", "│priceOf│(b);", { "price.ts": "function priceOf() {}" }],
  ["it is imported", "import { priceOf } from './price';\n│priceOf│(b);", files],
  ["it is declared here", "function f(priceOf) {\n  price│Of(b);\n}", files],
  ["it is a member", "a.price│Of(b);", files],
])("no import is offered where %s", (_, text, others) => {
  expect(offersOf("add-import", text, { files: others })).toEqual([]);
});

import { expect, test } from "@jest/globals";
import { neighbours } from "../../../server/suggestions/filters/neighbours.ts";
import { suggestWithFilter } from "../fixture.ts";

test.each([
  ["the line above, with the tail it keeps", "f(a);\nf(│«a»);\n", "repeatsPreviousLine"],
  ["the line below, with the tail it keeps", "f(│«a»);\nf(a);\n", "repeatsNextLine"],
  [
    "a block that follows with a letter changed",
    "│«const first = load(path);\nconst second = parse(first, options);»\nconst first = load(path);\nconst second = parse(first, option);\n",
    "repeatsNextLine",
  ],
])("no suggestion makes %s", (_, fixture, shown) => {
  expect(suggestWithFilter(neighbours, fixture)).toBe(shown);
});

test("a line like those around it, yet of its own, is welcome", () => {
  const fixture = 'import a from "./a";\n│«import b from "./b";»\nimport c from "./c";\n';
  expect(suggestWithFilter(neighbours, fixture)).toBe(
    'import a from "./a";\n«import b from "./b";»\nimport c from "./c";\n',
  );
});

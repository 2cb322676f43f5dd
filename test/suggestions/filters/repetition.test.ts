import { expect, test } from "@jest/globals";
import { repetition } from "../../../server/suggestions/filters/repetition.ts";
import { suggestWithFilter } from "../fixture.ts";

test.each(["a.b.c.a.b.c.a.b.c.a.b.c.a.b.c.a.b.c.", "x = foo(bar) or foo(bar) or foo(bar) or foo(bar) or "])(
  "a suggestion that goes round in circles is none: %s",
  (generated) => {
    expect(suggestWithFilter(repetition, `│«${generated}»`)).toBe("repeatsItself");
  },
);

test.each(["[0, 1], [0, 2], [0, 3], [0, 4], [0, 5]", "    a\n    b\n    c\n    d", "!!!!"])(
  "this is none: %s",
  (generated) => {
    expect(suggestWithFilter(repetition, `│«${generated}»`)).toBe(`«${generated}»`);
  },
);

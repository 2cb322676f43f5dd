import type { Home } from "./home.ts";
import type { Unfinished } from "./unfinished.ts";

const text = `def total(items):
    return sum(price_of(item) for item in items)


def report(items):
    return f"{total(items)} in all"
`;

/** A program that uses a name of another file without an import, on the line where an editor is opened. */
export const cart: Unfinished = {
  path: "cart.py",
  text,
  line: 2,
  before: "    return sum(price_of(item) for item in items)",
};

export const importAction = "Hearth: Import price_of from prices.py";

export const imported = `from prices import price_of\n\n${text}`;

/** The other file, which is there before the editor is. */
export function stockPrices(home: Home): void {
  home.write("prices.py", 'def price_of(item):\n    """What an item costs."""\n    return item.cents * 1.2\n');
}

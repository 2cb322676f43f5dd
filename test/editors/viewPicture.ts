/** Makes the picture of `hearth view`: its page beside an editor in which the embedded model completes a few lines. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ProcessEditor } from "../process/editor.ts";
import { repository } from "../process/environment.ts";
import { Viewing } from "../process/viewing.ts";
import { Chromium } from "./chromium.ts";
import { Home } from "./home.ts";
import { vsCodeFolder } from "./installedVsCode.ts";
import { until } from "./until.ts";

const size = { width: 1180, height: 900 };

const prices = `from dataclasses import dataclass


@dataclass
class Item:
    name: str
    cents: int
    quantity: int


def price_of(item: Item) -> int:
    """What so many of an item cost."""
    return item.cents * item.quantity
`;

const cart = `from prices import Item, price_of


class Cart:
    def __init__(self, items: list[Item]):
        self.items = items

    def add(self, item: Item):
        self.items.append(item)

`;

const typed = ["    def total(self):", "        total = 0", "        for item in self.items:", "            total += "];

const folder = vsCodeFolder();
if (!folder) throw new Error("the picture is made in the Chromium of HEARTH_TEST_VSCODE=1");
using home = new Home();
home.write("prices.py", prices);
home.write("cart.py", cart);
await using editor = new ProcessEditor(home);
await editor.initialize({ folder: home.project, clientInfo: { name: "Neovim" } });
const uri = pathToFileURL(join(home.project, "cart.py")).href;
await editor.open(uri, cart);
await editor.connection.sendRequest("workspace/executeCommand", { command: "hearth.settled" });
await using viewing = await Viewing.ready(home);
const chromium = join(folder, "bin/chromium");
await using browser = await Chromium.open(chromium, join(home.folder, "browser"), viewing.url, size.width, size.height);
const shown = () => browser.evaluate<string>("document.body?.innerText ?? ''");
await until("the page sees the editor", async () => (await shown()).includes("Neovim ("), shown);
let line = cart.split("\n").length - 1;
await editor.untilSuggested(uri, line, 0);
for (const [i, text] of typed.entries()) {
  for (const [character, key] of [...text].entries()) {
    await editor.type(uri, line, character, key);
    if (character < 8 && text[character] === " ") continue;
    await editor.inlineCompletion(uri, line, character + 1);
  }
  if (i === typed.length - 1) break;
  await editor.type(uri, line, text.length, "\n");
  line++;
}
await editor.connection.sendRequest("workspace/executeCommand", { command: "hearth.accepted", arguments: [1] });
// The newest state comes every two seconds.
await new Promise((resolve) => setTimeout(resolve, 4500));
const { x, y } = await browser.evaluate<{ x: number; y: number }>(`(() => {
  const isWhole = (row) => row.querySelectorAll(".bar i").length > 5 && row.lastChild.textContent === "shown";
  const row = [...document.querySelectorAll(".row")].find(isWhole);
  const { x, y } = row.getBoundingClientRect();
  return { x: x + 20, y: y + 10 };
})()`);
await browser.click(x, y);
const path = join(repository, "docs/view.png");
writeFileSync(path, await browser.picture());
process.stdout.write(`${path}\n`);

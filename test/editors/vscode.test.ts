import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { repository } from "../process/environment.ts";
import { Home } from "./home.ts";
import { vsCodeFolder } from "./installedVsCode.ts";
import { cart, imported, stockPrices } from "./shop.ts";
import { type Unfinished, unfinishedIn } from "./unfinished.ts";
import { until } from "./until.ts";
import { lines, packed, patternOf, VsCode } from "./vscode.ts";

/** Packing, unpacking and opening a window on a busy machine. */
const longestTestMs = 900_000;

const folder = vsCodeFolder();
const isThere = folder !== undefined;
const story = (name: string, tell: () => Promise<void>) => (isThere ? test : test.skip)(name, tell, longestTestMs);

// One window for all: it takes longer to open than everything that is done in it. Each story has files of its own.
let home: Home;
let code: VsCode;
let stack: Unfinished;
let queue: Unfinished;

const area = "def area(width):\n    return width * width\n\n\nfloor = area(3)\nwalls = 4 * area(2)\n";
const carpet = "from shapes import area\n\ncarpet = area(5)\n";
const pace = "def pace(way):\n    return way / 2\n\n\nslow = pace(3)\n";

const tax = "export function taxOf(price: number) {\n  return price * 0.2;\n}\n";
const bill = 'import { taxOf } from "./tax";\n\nexport const bill = 100 + taxOf(100);\n';

const queueText = `class Queue:
    def __init__(self, waiting):
        self.│waiting = waiting

    def join(self, person):
        self.waiting.│append(person)

    def next(self):
        return self.waiting.│pop(0)
`;
/** The workspace remembers how such a method goes on, in several words. */
const suggested = "return self.items.pop() if self.items else None";
const heap = `class Heap:\n    def pop(self):\n        ${suggested}\n`;
const stackText = `class Stack:
    def __init__(self, items):
        self.items = items

    def pop(self):
        │
`;

beforeAll(async () => {
  if (!isThere) return;
  home = new Home();
  // Nothing is set anywhere. Only the host may take its time: on a busy machine a model is slow.
  rmSync(join(home.config, "hearth/config.json"));
  home.env.HEARTH_STEADY_TOKENS_PER_SECOND = "500";
  home.write(cart.path, cart.text);
  stockPrices(home);
  home.write("shapes.py", area);
  home.write("room.py", carpet);
  home.write("way.py", pace);
  home.write("heap.py", heap);
  home.write("tax.ts", tax);
  home.write("bill.ts", bill);
  queue = unfinishedIn(home, "queue.py", queueText);
  stack = unfinishedIn(home, "stack.py", stackText, /^\w+ \w/);
  // The last blank of its line is still to be typed: VS Code suggests where somebody types, and opens no menu at a blank.
  home.write(stack.path, stack.text.replace(`${stack.before}\n`, `${stack.before.slice(1)}\n`));
  code = await VsCode.open(folder, home, await packed(folder, home));
  // The explorer is there when the files can be opened, and the flame names a model when a file had the server load it:
  // what was changed before the server was there is no change to it.
  await code.shows("the window", ".explorer-viewlet .monaco-list-row", /stack\.py/);
  await code.openFile(`${cart.path}:1:1`);
  await code.shows("the flame", flame, /hearth-tiny/);
}, longestTestMs);

afterEach(async () => {
  const isLookedAt = process.env.HEARTH_TEST_PICTURES;
  if (isThere && isLookedAt) {
    const name = (expect.getState().currentTestName ?? "").replaceAll(/\W+/g, "-");
    writeFileSync(join(isLookedAt, `${name}.png`), await code.picture());
  }
});

afterAll(async () => {
  if (!isThere) return;
  await code?.[Symbol.asyncDispose]();
  home[Symbol.dispose]();
}, longestTestMs);

const flame = "#hearth-ls\\.hearth\\.hearth\\.status";

/** Waits until a file of the project has this text on the disk. */
async function saved(path: string, text: string): Promise<void> {
  await until(
    `${path} is saved`,
    async () => home.read(path) === text,
    async () => `${home.read(path)}\n---\n${await code.text()}`,
  );
}

/** The picture of a page of editors/vscode, made anew where somebody asks for it. */
async function picture(name: string): Promise<void> {
  if (process.env.HEARTH_TEST_PICTURES)
    writeFileSync(join(repository, "editors/vscode/media", `${name}.png`), await code.picture());
}

story(
  "VS Code with the packed extension shows a suggestion with no setting made, takes its first word, then its line",
  async () => {
    await code.openFile(`${stack.path}:${stack.line}:${stack.before.length}`);
    await code.type(" ");
    await code.suggests(new RegExp(`^${patternOf(suggested).source}$`));
    await picture("suggestion");
    await code.press("Right", ["Control"]);
    await code.suggests(new RegExp(`^\\s*${patternOf(suggested.slice("return ".length)).source}$`));
    await code.press("Right", ["Control", "Alt"]);
    await code.isLine(stack.before + suggested);
    await code.save();
    await saved(stack.path, stack.text.replace(`${stack.before}\n`, `${stack.before}${suggested}\n`));
  },
);

story("the completion menu in VS Code has the suggestion, and Tab takes it", async () => {
  const { path, text, line, before } = queue;
  await code.openFile(`${path}:${line}:${before.length + 1}`);
  await code.command("Trigger Inline Suggestion");
  const said = await code.suggests(/\w/);
  await code.press("Space", ["Control"]);
  await code.shows("the item", ".suggest-widget .monaco-list-row.focused", /Hearth$/);
  await code.press("Tab");
  await code.isLine(before + said);
  await code.save();
  await saved(path, text.replace(`${before}\n`, `${before}${said}\n`));
});

story("VS Code draws where a changed name stands too; Tab goes there and changes it, in another file too", async () => {
  await code.openFile("shapes.py:1:9");
  await code.type("Of");
  await code.draws("the next place", /Tab → line 5: areaOf, and 3 more/);
  await code.draws("what comes there", /(^|\| )Of( \||$)/);
  await picture("nextEdit");
  await code.press("Tab");
  await code.shows("the cursor is there", ".statusbar-item", /Ln 5, Col 9/);
  await code.draws("what Tab does", /Tab makes this change \(3 more\)/);
  await code.press("Tab");
  await code.draws("the next place", /Tab → line 6: areaOf, and 2 more/);
  await code.press("Tab");
  await code.draws("what Tab does", /Tab makes this change/);
  await code.press("Tab");
  await code.draws("the other file", /Tab → room\.py line 1, and 1 more/);
  await code.save();
  await saved("shapes.py", area.replaceAll("area", "areaOf"));
  await code.press("Tab");
  await code.shows("it is open", ".tab.active", /room\.py/);
  await code.draws("what Tab does", /Tab makes this change/);
  await code.press("Tab");
  await code.draws("the next place", /Tab → line 3: areaOf$|Tab → line 3: areaOf \|/);
  await code.press("Tab");
  await code.draws("what Tab does", /Tab makes this change/);
  await code.press("Tab");
  await code.draws("nothing is left", /^(?!.*Tab )/);
  await code.save();
  await saved("room.py", carpet.replaceAll("area", "areaOf"));
});

story(
  "in VS Code Esc puts the next edit away, Tab is the editor's own then, and a command has the edit again",
  async () => {
    await code.openFile("way.py:1:9");
    await code.type("Of");
    await code.draws("the next place", /Tab → line 5: paceOf/);
    await code.press("Escape");
    await code.draws("nothing", /^(?!.*Tab )/);
    await code.press("End");
    await code.press("Tab");
    await code.shows("Tab types", lines, /^def paceOf\(way\): +$/);
    await code.command("Hearth: Go to the Next Edit");
    await code.shows("the cursor is there", ".statusbar-item", /Ln 5, Col 8/);
    await code.draws("what Tab does", /Tab makes this change/);
  },
);

story("in VS Code Tab indents where it does everywhere, though a next edit is drawn", async () => {
  await code.press("Home");
  await code.press("Tab");
  await code.shows("the line is indented", lines, /^ +slow = pace\(3\)$/);
});

story("a hover in VS Code tells what a name is and who uses it", async () => {
  await code.openFile("prices.py:1:6");
  await code.rest(`${lines} > span > span`, /^price_of$/);
  await code.shows("the hover", ".monaco-hover", /What an item costs\./);
});

story("a hover in VS Code has what its own TypeScript server says, and what Hearth says", async () => {
  await code.openFile("tax.ts:1:17");
  await code.rest(`${lines} > span > span`, /^taxOf$/);
  await code.shows("both", ".monaco-hover", /^(?=[\s\S]*bill\.ts:3)(?=[\s\S]*function taxOf\(price: number\): number)/);
});

story("in VS Code a code action adds an import, and one Ctrl+Z takes it back", async () => {
  await code.openFile(`${cart.path}:2:${cart.before.indexOf("price_of") + 2}`);
  await code.press("Period", ["Control"]);
  await code.shows("the menu", ".action-widget .monaco-list-row", /Hearth: Import price_of from prices\.py/);
  await code.click(".action-widget .monaco-list-row", /Hearth: Import price_of from prices\.py/);
  await code.shows("the import", lines, /^from prices import price_of/);
  await code.save();
  await saved(cart.path, imported);
  await code.press("Z", ["Control"]);
  await code.save();
  await saved(cart.path, cart.text);
});

story("Hearth's commands in VS Code tell why something was suggested, and how everything is", async () => {
  await code.command("Hearth: Why Was This Suggested, or Nothing?");
  await code.shows("the page", ".tab.active", /Hearth: the last suggestion/);
  await code.shows("the answer", lines, /All that is known of it/);
  await code.command("Hearth: Show Status");
  await code.shows("the page", ".tab.active", /Hearth: status/);
  await code.shows("the answer", lines, /^Completes +hearth-tiny/);
  await code.command("Hearth: Show the Log");
  await code.shows("the log", ".panel", /Hearth [\d.]+ serves code-server/);
});

story("in VS Code a code is explained by a command, which says what it needs where the model cannot", async () => {
  await code.openFile("prices.py:1:6");
  await code.command("Hearth: Explain What Is at the Cursor");
  await code.shows("the sentence", ".notification-toast", /hearth-tiny.* only completes code.*instruction-tuned model/);
});

story(
  "in VS Code a model is chosen from a list that says what each is for, and none is downloaded unasked",
  async () => {
    await code.command("Hearth: Choose a Model");
    await code.shows("the title", ".quick-input-widget", /Nothing is downloaded before you are asked|choose a model/);
    await code.shows("what is there", ".quick-input-list .monaco-list-row", /embedded.*very small/);
    await code.type("1.5b-q8");
    await code.shows(
      "the one",
      ".quick-input-list .monaco-list-row.focused",
      /qwen2\.5-coder-1\.5b-q8.*1\.6 GB, Apache-2\.0/,
    );
    await code.press("Enter");
    await code.shows("the question", ".monaco-dialog-box", /Download qwen2\.5-coder-1\.5b-q8 \(1\.6 GB\)\?/);
    await code.press("Escape");
    await code.until("the question is gone", "!document.querySelector('.monaco-dialog-box')");
  },
);

story("setup in VS Code proposes in a terminal what fits this machine, and asks first", async () => {
  await code.command("Hearth: Set Up Models for This Machine");
  await code.shows("the question", ".terminal-wrapper .xterm-rows", /\? \[y\/N\]/);
  await code.type("n");
  await code.press("Enter");
  await code.shows("the end", ".terminal-wrapper .xterm-rows", /Nothing was changed[\s\S]*press any key to close/);
  await code.press("Enter");
  const isOpen = `[...document.querySelectorAll(".terminal-wrapper")].some((each) => each.offsetParent)`;
  await code.until("the terminal is closed", `!${isOpen}`);
});

story("Hearth's walkthrough in VS Code ends with a first suggestion, which Tab takes", async () => {
  await code.command("Hearth: Get Started");
  await code.click(".gettingStartedContainer .monaco-button", /Try it/);
  const [line, suggested] = [
    await code.shows("the example", lines, /^ +return self\.items\.$/),
    await code.suggests(/^\w/),
  ];
  await code.press("Tab");
  await code.shows("it is taken", lines, patternOf(`${line.slice(0, line.lastIndexOf(".") + 1)}${suggested}`));
});

story(
  "the flame in VS Code tells model, memory and what became of suggestions, and a click asks the doctor",
  async () => {
    await code.shows("the model", flame, /hearth-tiny/);
    await code.rest(flame, /hearth-tiny/);
    await code.shows(
      "what it tells",
      ".monaco-hover",
      /Completes: hearth-tiny.*Memory: \d+ MB.*\d+ shown, [1-9]\d* taken/,
    );
    await code.click(flame, /hearth-tiny/);
    await code.shows("the doctor's page", ".tab.active", /Hearth: doctor/);
    await code.shows("what it found", lines, /^ok +settings/);
  },
);

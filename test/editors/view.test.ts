import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test as story } from "@jest/globals";
import { capableEditor } from "../features/acting.ts";
import { fenced } from "../features/answers.ts";
import { Folder } from "../index/workspace.ts";
import { ActionEditor } from "../process/actions/actionEditor.ts";
import { usualCapabilities } from "../process/editor.ts";
import { TestUser } from "../process/environment.ts";
import { ScriptedHost } from "../process/scriptedHost.ts";
import { Viewing } from "../process/viewing.ts";
import { Chromium } from "./chromium.ts";
import { vsCodeFolder } from "./installedVsCode.ts";
import { until } from "./until.ts";

/** The page runs in a real Chromium, the one that shows VS Code in its stories. */
const browserFolder = vsCodeFolder();
const test = browserFolder === undefined ? story.skip : story;

let user: TestUser;
let host: ScriptedHost;
beforeEach(async () => {
  user = new TestUser();
  host = await ScriptedHost.start(user);
});
afterEach(async () => {
  await host[Symbol.asyncDispose]();
  user[Symbol.dispose]();
});

const uri = "file:///project/cart.ts";
/** Markup in code, in what a model writes, and in a name: all of it is text. */
const markup = `<img src=x onerror="document.title='broken'"><script>document.title='broken'</script>`;
const text = `const html = ${JSON.stringify(markup)};\nconst password = "hunter2hunter2";\nconst total = sum();\n`;
const place = { line: 2, character: 18 };

const capabilities = {
  ...usualCapabilities,
  workspace: { ...usualCapabilities.workspace, ...capableEditor.workspace },
  textDocument: { ...usualCapabilities.textDocument, ...capableEditor.textDocument },
};

/** An editor, the page that views it, and what stands on that. */
class Stage implements AsyncDisposable {
  readonly #parts: AsyncDisposable[] = [];
  readonly editor = this.#with(new ActionEditor(user));
  #browser: Chromium | undefined;

  static async open(folder?: string): Promise<Stage> {
    const stage = new Stage();
    const { editor } = stage;
    const clientInfo = { name: `Neovim ${markup}` };
    await editor.initialize({ clientInfo, capabilities, settings: host.settings, ...(folder && { folder }) });
    await editor.open(uri, text, "typescript");
    const viewing = stage.#with(await Viewing.ready(user));
    const program = join(browserFolder ?? "", "bin/chromium");
    stage.#browser = stage.#with(await Chromium.open(program, join(user.folder, "browser"), viewing.url, 1100, 700));
    await stage.shows("the editor", /EDITORS\s+1/i);
    return stage;
  }

  get browser(): Chromium {
    if (!this.#browser) throw new Error("no browser yet");
    return this.#browser;
  }

  /** Asks for a suggestion, which is `written` by the model. */
  async ask(written: string): Promise<void> {
    host.answers = [written];
    await this.editor.untilSuggested(uri, place.line, place.character, "byHand");
  }

  text(): Promise<string> {
    return this.browser.evaluate("document.body?.innerText ?? ''");
  }

  async shows(what: string, pattern: RegExp): Promise<void> {
    await until(
      `the page shows ${what}`,
      async () => pattern.test(await this.text()),
      () => this.text(),
    );
  }

  /** The page as a person saw it, where HEARTH_TEST_PICTURES asks for it. */
  async picture(name: string): Promise<void> {
    const pictures = process.env.HEARTH_TEST_PICTURES;
    if (pictures) writeFileSync(join(pictures, `view-${name}.png`), await this.browser.picture());
  }

  #with<T extends AsyncDisposable>(part: T): T {
    this.#parts.push(part);
    return part;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const part of this.#parts.reverse()) await part[Symbol.asyncDispose]();
  }
}

test("a request comes to the page with its phases, its prompt in pieces, the model's text and what was taken of it", async () => {
  await using stage = await Stage.open();
  await stage.ask("items, tax);\nsend();");
  await stage.shows("the request", /cart\.ts:3[\s\S]*Suggested\s+items, tax\s/);
  const shown = await stage.text();
  expect(shown).toMatch(/Written by the model[\s\S]*items, tax\);[\s\S]*Endings and filters[\s\S]*The prompt/);
  expect(shown).toMatch(/before the cursor[\s\S]*const html/);
  expect(shown).toContain("hearth-scripted");
  const bars = await stage.browser.evaluate<number>("document.querySelectorAll('.row .bar i').length");
  expect(bars).toBeGreaterThan(3);
  await stage.picture("request");
  await stage.browser.darken();
  expect(await stage.browser.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(22, 24, 28)");
  await stage.picture("dark");
});

test("actions, explanations and next edits stand among the requests, each with how it came to be", async () => {
  using folder = new Folder(
    "--- shapes.ts\nexport function area(width: number) {\n  return width * width;\n}\narea(3);\n",
  );
  await using stage = await Stage.open(folder.root);
  const { editor } = stage;
  host.answers = [fenced("function total(price: number) {\n  return price * 2;\n}")];
  await editor.show("file:///project/total.ts", "function total(price: number) {\n  return prise│ * 2;\n}\n");
  await editor.choose(/^Hearth: Fix: /, ["Cannot find name 'prise'."]);
  await stage.shows("the action", /total\.ts:2[\s\S]*action: changed[\s\S]*Fix: Cannot find name 'prise'\./);
  const action = await stage.text();
  expect(action).toMatch(
    /Where the time went[\s\S]*gather[\s\S]*edit[\s\S]*The edit\s+- {2}return prise \* 2;\s+\+ {2}return price \* 2;/,
  );
  expect(action).toMatch(
    /Written by the model[\s\S]*Here you are[\s\S]*The prompt[\s\S]*code that it is shown[\s\S]*the task/,
  );
  expect(action).not.toContain("Endings and filters");
  await stage.picture("action");

  host.answers = ["Doubles the price."];
  const place = { uri: "file:///project/total.ts", position: { line: 0, character: 10 } };
  await editor.connection.sendRequest("workspace/executeCommand", { command: "hearth.explain", arguments: [place] });
  await stage.shows("the explanation", /explanation: shown[\s\S]*`total`[\s\S]*The explanation\s+Doubles the price\./);

  const shapes = pathToFileURL(folder.path("shapes.ts")).href;
  await editor.open(shapes, readFileSync(folder.path("shapes.ts"), "utf8"), "typescript");
  const settled = { command: "hearth.settled" };
  await until(
    "the workspace is read",
    () => editor.connection.sendRequest<boolean>("workspace/executeCommand", settled),
    () => stage.text(),
  );
  await editor.type(shapes, 0, 20, "Of");
  const asked = { textDocument: { uri: shapes }, position: { line: 0, character: 22 } };
  await editor.connection.sendRequest("textDocument/copilotInlineEdit", asked);
  await stage.shows("the next edit", /shapes\.ts:1[\s\S]*next edit: shown[\s\S]*The edit\s+areaOf/);
  expect(await stage.text()).toContain("No model was asked.");
});

test("what code, a model or an editor's name says is text on the page, and no secret is there", async () => {
  await using stage = await Stage.open();
  await stage.ask(`${JSON.stringify(markup)}, "b"`);
  await stage.shows("the request", /Suggested[\s\S]*<img src=x/);
  expect(await stage.text()).toContain("<script>document.title='broken'</script>");
  const { title, images, scripts } = await stage.browser.evaluate<Record<string, unknown>>(`({
    title: document.title,
    images: document.querySelectorAll("img").length,
    scripts: document.scripts.length,
  })`);
  expect({ title, images, scripts }).toEqual({ title: "Hearth", images: 1, scripts: 1 });
  expect(await stage.text()).toContain("[secret]");
  expect(await stage.text()).not.toContain("hunter2");
  // Nothing that a page could do with such a text is let through, nor anything from elsewhere.
  const refused = await stage.browser.evaluate<string[]>(`(async () => {
    const found = [];
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => found.push(effectiveDirective));
    try { document.body.innerHTML = "<b>x</b>"; } catch { found.push("html"); }
    await fetch("http://127.0.0.1:9/").catch(() => found.push("fetch"));
    const style = document.createElement("style");
    document.head.append(style);
    style.textContent = "body { color: red }";
    await new Promise((resolve) => setTimeout(resolve, 200));
    return found;
  })()`);
  expect(refused).toEqual(expect.arrayContaining(["html", "fetch", "connect-src", "style-src-elem"]));
});

test("the keyboard goes through the requests, filters, pauses and clears; an editor that leaves is gone", async () => {
  await using stage = await Stage.open();
  const { browser, editor } = stage;
  await stage.ask("first);");
  await stage.ask("second);");
  await stage.shows("the newest request", /Suggested\s+second/);
  await browser.press("Down");
  await stage.shows("the one before", /Suggested\s+first/);
  await stage.ask("third);");
  await until(
    "there are three",
    async () => (await browser.evaluate("document.querySelectorAll('.row').length")) === 3,
    () => stage.text(),
  );
  // What somebody reads stays where it is.
  expect(await stage.text()).toMatch(/Suggested\s+first/);
  await browser.type("/");
  await browser.type("nothing like it");
  await stage.shows("that nothing is like it", /No request is like this/);
  await browser.press("Escape");
  await browser.evaluate("document.querySelector('#filter').value = ''");
  await browser.type("c");
  await stage.shows("nothing", /Type in one, and see it here/);
  await editor.shutdown();
  await stage.shows("that nobody runs", /No editor runs Hearth now/);
  await browser.type("p");
  await stage.shows("that it pauses", /paused/);
});

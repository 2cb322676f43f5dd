import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test as story } from "@jest/globals";
import { ProcessEditor } from "../process/editor.ts";
import { TestUser } from "../process/environment.ts";
import { ScriptedHost } from "../process/scriptedHost.ts";
import { Viewing } from "../process/viewing.ts";
import { Chromium } from "./chromium.ts";
import { vsCodeFolder } from "./installedVsCode.ts";
import { until } from "./until.ts";

/** The page runs in a real Chromium, the one that shows VS Code in its stories. */
const folder = vsCodeFolder();
const test = folder === undefined ? story.skip : story;

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

/** An editor, the page that views it, and what stands on that. */
class Stage implements AsyncDisposable {
  readonly #parts: AsyncDisposable[] = [];
  readonly editor = this.#with(new ProcessEditor(user));
  #browser: Chromium | undefined;

  static async open(): Promise<Stage> {
    const stage = new Stage();
    const { editor } = stage;
    await editor.initialize({ clientInfo: { name: `Neovim ${markup}` }, settings: host.settings });
    await editor.open(uri, text, "typescript");
    const viewing = stage.#with(await Viewing.ready(user));
    const program = join(folder ?? "", "bin/chromium");
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

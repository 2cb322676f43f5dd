import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { elementAt } from "../../../base/at.ts";
import { applied } from "../../../server/edits/changes.ts";
import type { TextChange } from "../../../server/text/textChange.ts";
import { TestUser } from "../../process/environment.ts";
import { offsetOf } from "../replay/changes.ts";
import { HearthEditor } from "../replay/hearth.ts";
import { languageIdOf } from "../replay/places.ts";
import { resultOf, type Scenario, type ScenarioResult, textsOf } from "./scenarios.ts";

type Shown = TextChange & { readonly rule: string };

/**
 * What somebody gets who asks by hand for the next edit, in a real server with a model, once the history has happened, and
 * takes it. Where there is none, it is what is completed at the cursor while they type. Each scenario has a server of its
 * own, since what was changed in another one would be history.
 */
export async function replayInServer(
  scenario: Scenario,
  model: string,
  threads: number | "auto",
): Promise<ScenarioResult> {
  const { path, buffer, cursors, typing, requests } = scenario;
  const { front, texts } = textsOf(scenario);
  const [first = "", ...steps] = texts;
  const now = elementAt(texts, texts.length - 1);
  using user = new TestUser();
  const folder = join(user.folder, "workspace");
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  writeFileSync(join(folder, path), first);
  const editor = await HearthEditor.open(user, folder, { model, threads, gpu: "off", log: "error" });
  try {
    await editor.open(path, first, languageIdOf(path));
    for (const step of steps) {
      await editor.become(path, step);
      await editor.settled();
    }
    let shown = 0;
    let [text, rules]: [string, readonly string[]] = [now, []];
    for (const cursor of cursors) {
      await editor.become(path, now);
      const found: Shown[] = [];
      text = now;
      let offset = front.length + offsetOf(buffer, cursor);
      const completed = front.length + offsetOf(buffer, typing ?? cursor);
      for (let asked = 0; asked < requests; asked++) {
        const edit =
          (await editor.nextEdit(path, offset)) ??
          (found.length === 0 ? await completion(editor, path, completed) : undefined);
        if (!edit) break;
        found.push(edit);
        text = applied(text, [edit]);
        offset = edit.start + edit.newText.length;
        await editor.become(path, text);
      }
      if (found.length > 0) shown++;
      rules = found.map(({ rule }) => rule);
    }
    return resultOf(scenario, text.slice(front.length), shown, rules);
  } finally {
    await editor.dispose();
  }
}

async function completion(editor: HearthEditor, path: string, offset: number): Promise<Shown | undefined> {
  const { offered } = await editor.suggest(path, offset);
  const { text = "", replaceAfter = 0 } = offered ?? {};
  return offered ? { start: offset, end: offset + replaceAfter, newText: text, rule: "completion" } : undefined;
}

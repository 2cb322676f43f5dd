import { languageOf } from "../../grammars/languages.ts";
import type { Offer } from "../../server/actions/action.ts";
import { actions, offersAt } from "../../server/actions/actions.ts";
import { ownActions } from "../../server/actions/own.ts";
import { meant, type Site } from "../../server/actions/site.ts";
import type { OwnAction } from "../../server/config/config.ts";
import { cursorIn } from "../../server/context/cursor.ts";
import { chatText } from "../../server/context/prompts/chat.ts";
import { CodeIndex } from "../../server/index/codeIndex.ts";
import { SourceFile } from "../../server/index/sourceFile.ts";
import { parse } from "../../server/languages/parse.ts";
import { syntaxIn } from "../../server/languages/syntaxIn.ts";
import { atOnce } from "../../server/slices/slices.ts";
import type { Problem } from "../../server/text/problem.ts";
import { MemoryWorkspace, tagsOf } from "../context/memoryWorkspace.ts";

type Around = {
  readonly path?: string;
  readonly languageId?: string;
  /** Other files of the workspace. */
  readonly files?: Readonly<Record<string, string>>;
  /** Messages about what is selected, or about the cursor. */
  readonly problems?: readonly string[];
  readonly createsFiles?: boolean;
};

/** The site at the `│` of a text; at two of them, of what is selected between them. */
export function siteOf(marked: string, around: Around = {}): Site {
  const { path = "a.ts", files = {}, problems = [], createsFiles = true } = around;
  const [start, end] = [marked.indexOf("│"), marked.lastIndexOf("│")];
  const text = marked.replaceAll("│", "");
  const language = languageOf(path);
  const languageId = around.languageId ?? language?.ids[0] ?? "plaintext";
  const file = new SourceFile({ uri: `file:///workspace/${path}`, path, languageId, version: 1, text });
  const workspace = new MemoryWorkspace({ ...files, [path]: text });
  const range = meant(text, { start, end: end > start ? end - 1 : start });
  const tree = language && parse(language, text);
  return {
    file,
    language,
    ...range,
    root: tree && syntaxIn(tree, 0, text.length),
    tags: tagsOf(path, text),
    problems: problems.map((message): Problem => ({ message, ...range })),
    paths: () => workspace.files.map((one) => one.path),
    workspace,
    nextEdits: { places: [], alike: [], examples: () => [], takenBack: () => [], changedLines: undefined },
    withheld: undefined,
    createsFiles,
  };
}

/** What an action offers there; the same where lines end with CRLF. */
export function offersOf(id: string, marked: string, around?: Around, own: readonly OwnAction[] = []): Offer[] {
  const offers = offersIn(id, marked, around, own);
  const crlf = (text: string) => text.replace(/\r?\n/g, "\r\n");
  const files = Object.entries(around?.files ?? {}).map(([path, text]) => [path, crlf(text)]);
  const aroundInCrlf = { ...around, files: Object.fromEntries(files) };
  const inCrlf = offersIn(id, crlf(marked), aroundInCrlf, own);
  const told = seen(offers, siteOf(marked, around));
  const toldInCrlf = seen(inCrlf, siteOf(crlf(marked), aroundInCrlf));
  if (told !== toldInCrlf) throw new Error(`with CRLF it is another offer: ${toldInCrlf}\ninstead of ${told}`);
  return offers;
}

/** All that a user and a model see of offers, without line ends. */
function seen(offers: readonly Offer[], site: Site): string {
  const shown = offers.map((offer) => {
    const { title, work } = offer;
    if (work.does === "edit") {
      const edit = work.edit(site.workspace);
      return [title, edit.kind === "edit" ? edit.newText : edit.reason];
    }
    return work.does === "ask" ? [title, targetOf(offer), work.question().target.mode, promptOf(offer, site)] : [title];
  });
  return JSON.stringify(shown).replaceAll("\\r\\n", "\\n");
}

function offersIn(id: string, marked: string, around?: Around, own: readonly OwnAction[] = []): Offer[] {
  const named = [...actions, ...ownActions(own)].filter((action) => action.id === id);
  const fail = (message: string) => {
    throw new Error(message);
  };
  return offersAt(siteOf(marked, around), named, fail).map(({ offer }) => offer);
}

export function titlesOf(id: string, marked: string, around?: Around): string[] {
  return offersOf(id, marked, around).map(({ title }) => title);
}

/** The code that an offer would have the model write again. */
export function targetOf(offer: Offer | undefined): string {
  if (offer?.work.does !== "ask") throw new Error("the model is not asked");
  const { text, start, end } = offer.work.question().target;
  return text.slice(start, end);
}

/** What the model would be shown, as text. */
export function promptOf(offer: Offer | undefined, { file, start, workspace }: Site): string {
  if (offer?.work.does !== "ask") throw new Error("the model is not asked");
  const cursor = cursorIn({ folders: [], open: new Map(), withheld: new Map(), index: new CodeIndex() }, file, start);
  const window = { start, suffixStart: start, end: start };
  const situation = { cursor, workspace, window, edits: [], pinned: [], rules: [] };
  return chatText(atOnce(offer.work.question().show(situation, { promptTokens: 2000, charactersPerToken: 3.5 })));
}

import type { Action } from "../../server/actions/action.ts";
import { actions } from "../../server/actions/actions.ts";
import { endings } from "../../server/suggestions/endings.ts";
import { filters } from "../../server/suggestions/filters.ts";
import { type NoSuggestionReason, noSuggestionSentence } from "../../server/suggestions/noSuggestionReason.ts";
import { type Block, type Documented, documentedIn, documentedValue, type Example } from "./examples.ts";
import { manifest, manifestPath } from "./extension.ts";

/** What is made of doc comments and of the list of settings, by its path. */
export async function pages(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ["docs/actions.md", await actionsPage()],
    ["docs/suggestions.md", await suggestionsPage()],
    [manifestPath, manifest()],
  ]);
}

async function actionsPage(): Promise<string> {
  const documented = await inOrder("server/actions", actions);
  const sections = await Promise.all(
    documented.map(async (one) => {
      const action = (await documentedValue(one)) as Action | ((own: never) => unknown);
      const facts = "id" in action ? [`${kindOf(action)} [Source](../${one.path}).`] : [`[Source](../${one.path}).`];
      return section("id" in action ? `\`${action.id}\`` : "Your own", one, facts, ({ title }) => [`“${title}”`]);
    }),
  );
  return page([
    "# Code actions",
    "What the menu offers, in its order. `│` is the cursor, or both ends of a selection; between «» stands what the model wrote, where one was asked. Each example is a test.",
    ...sections,
  ]);
}

function kindOf({ kind, automatic }: Action): string {
  const light = automatic ? " An editor that asks by itself is told of it, too." : "";
  return `Kind \`${kind}\`.${light}`;
}

async function suggestionsPage(): Promise<string> {
  const fate = ({ title }: Example) => [`${title}.`];
  const part = async (folder: string, all: readonly unknown[]) =>
    (await inOrder(folder, all)).map((one) =>
      section(`\`${one.name}\``, one, [`[Source](../${one.path}).`], fate, "###"),
    );
  return page([
    "# What becomes of a suggestion",
    "A model's text is read by the endings as it comes, then fitted by the filters. `│` is the cursor; between «» stands first what the model wrote, then what is shown of it. Each example is a test.",
    "## Endings",
    "The earliest end that one of them finds is the end of the text. There the model is stopped.",
    ...(await part("server/suggestions/endings", endings)),
    "## Filters",
    "They see the whole text, one after the other in this order.",
    ...(await part("server/suggestions/filters", filters)),
  ]);
}

/** As the program lists them; what it does not list comes last. */
async function inOrder(folder: string, all: readonly unknown[]): Promise<Documented[]> {
  const found = await Promise.all(
    documentedIn(folder).map(async (one) => ({ one, at: all.indexOf(await documentedValue(one)) })),
  );
  const place = ({ at }: { readonly at: number }) => (at < 0 ? all.length : at);
  return found.sort((a, b) => place(a) - place(b)).map(({ one }) => one);
}

function section(
  heading: string,
  { about, examples }: Documented,
  facts: readonly string[],
  caption: (example: Example) => readonly string[],
  level = "##",
): string {
  const shown = examples.flatMap((example) => [
    ...caption(example),
    ...Object.entries(example.notes).flatMap(([name, values]) => values.map((value) => `${name}: ${value}`)),
    block(example.before),
    ...outcome(example),
  ]);
  return [`${level} ${heading}`, ...about, ...facts, ...shown].join("\n\n");
}

/** Code becomes other code; or a reason says why nothing is shown; or something is said. */
function outcome({ after }: Example): string[] {
  if (after.language !== "text") return ["becomes", block(after)];
  if (after.text.startsWith("«")) return ["shows", block(after)];
  return [`Nothing is shown (\`${after.text}\`). ${noSuggestionSentence(after.text as NoSuggestionReason)}`];
}

function block({ language, text }: Block): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function page(parts: readonly string[]): string {
  const made = "<!-- Made by `npm run docs` from the doc comments in the source. -->";
  return `${[made, ...parts].join("\n\n")}\n`;
}

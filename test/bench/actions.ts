/**
 * `node dist/test/bench/actions.js FILE`: how long the menu of actions takes at random places of a file that is open
 * and indexed, with a diagnostic at each.
 */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { CancellationToken } from "vscode-languageserver/node";
import { languageOf } from "../../grammars/languages.ts";
import { codeAction } from "../../server/features/codeAction.ts";
import { Workspace } from "../../server/index/workspace.ts";
import { WorkspaceIndex } from "../../server/index/workspaceIndex.ts";
import { clientFacts } from "../../server/lsp/capabilities.ts";
import { capableEditor } from "../features/acting.ts";
import { congruentFrom, Random } from "../random.ts";
import { ScriptedEngine } from "../scriptedEngine.ts";
import { sessionAt } from "../session.ts";
import { percentile } from "./lib/percentile.ts";

const rounds = 300;

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error("usage: actions.js FILE");
const text = readFileSync(path, "utf8");
const uri = pathToFileURL(resolve(path)).href;
const folder = dirname(resolve(path));
const workspace = new Workspace();
const index = new WorkspaceIndex({ log: () => {} });
await index.setFolders([folder]);
workspace.setFolders([{ uri: pathToFileURL(folder).href, name: "bench" }]);
workspace.followWith(index);
workspace.open(uri, languageOf(path)?.ids[0] ?? "plaintext", 1, text);
await index.settled();
const client = clientFacts({ processId: null, rootUri: null, capabilities: capableEditor as never });
const snapshot = workspace.snapshot();
const file = snapshot.open.get(uri);
if (!file) throw new Error("not open");
const session = { ...sessionAt("│", new ScriptedEngine()).session, workspace, snapshot, client };
const random = new Random(congruentFrom(1));
const times: number[] = [];
let offered = 0;
for (let round = 0; round < rounds; round++) {
  const point = file.pointAt(random.below(text.length));
  const range = { start: point, end: point };
  const diagnostics = [{ range, message: "Cannot find name 'nothing'." }];
  const startMs = performance.now();
  const items = await codeAction(
    session,
    { textDocument: { uri }, range, context: { diagnostics } },
    CancellationToken.None,
  );
  times.push(performance.now() - startMs);
  offered += items?.length ?? 0;
}
await index.dispose();
const shown = (share: number) => `${percentile(times, share).toFixed(1)} ms`;
console.log(
  `${file.lineStarts.length} lines, ${rounds} menus of ${(offered / rounds).toFixed(1)} items: median ${shown(0.5)}, p95 ${shown(0.95)}`,
);

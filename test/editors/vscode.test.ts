import { test } from "@jest/globals";
import { Home } from "./home.ts";
import { vsCodeFolder } from "./installedVsCode.ts";
import { stackAtDot } from "./stack.ts";
import { packed, VsCode } from "./vscode.ts";

const longestTestMs = 300_000;

const folder = vsCodeFolder();

(folder === undefined ? test.skip : test)(
  "the packed extension, installed in VS Code, starts and shows its flame",
  async () => {
    using home = new Home();
    const { path, text } = stackAtDot();
    home.write(path, text);
    await using code = await VsCode.open(folder ?? "", home, packed(folder ?? "", home));
    await code.shows("the window", ".explorer-viewlet .monaco-list-row", /stack\.py/);
    await code.shows("the flame", "#hearth-ls\\.hearth\\.hearth\\.status", /\S/);
  },
  longestTestMs,
);

import { expect } from "@jest/globals";
import { editorTest } from "./editorTest.ts";
import { openHelix } from "./helix.ts";
import { Home } from "./home.ts";
import { Neovim } from "./neovim.ts";

editorTest("two editors share one model in memory", async () => {
  using home = new Home();
  const program = { path: "a.py", text: "import os\n", line: 1, before: "import os" };
  await using _neovim = await Neovim.open(home, program);
  await using _helix = await openHelix(home, { ...program, path: "b.py" });
  await home.modelLoaded(2);
  const [host, ...others] = JSON.parse(home.hearth("status", "--json"));
  expect(others).toEqual([]);
  expect(host.clients.map(({ name }: { name: string }) => name).sort()).toEqual(["Neovim", "helix"]);
});

import { expect, test } from "@jest/globals";
import { languageOf } from "../../grammars/languages.ts";
import { CompileCommands } from "../../server/languages/c/compileCommands.ts";
import { moduleOf } from "../../server/languages/modules.ts";
import { Project } from "../../server/languages/project.ts";

const root = "/home/me/shop";
const compiled = { directory: `${root}/build`, file: "../src/cart.c" };

/** The file that an include in `from` means, where a compiler was told `command` and the folder has `paths`. */
function included(from: string, specifier: string, command: object, paths: readonly string[], at = root) {
  const commands = new CompileCommands([at]);
  commands.add(command);
  const files = {
    has: (path: string) => paths.includes(path),
    languageOf,
    project: new Project(new Map(), [commands]),
  };
  return moduleOf(files, from, specifier);
}

test.each([
  ["-I", { command: "cc -I../third/tax -c ../src/cart.c" }],
  ["-I and a folder of its own", { command: "cc -I ../third/tax -c ../src/cart.c" }],
  ["-isystem", { command: `cc -isystem ${root}/third/tax -c ../src/cart.c` }],
  ["-iquote", { arguments: ["cc", "-iquote", "../third/tax"] }],
  ["quotes", { command: `cc "-I../third/"'tax' -c ../src/cart.c` }],
  ["escapes", { command: 'cc -DX=\\"a\\ -I\\" -I../third/t\\ax -c ../src/cart.c' }],
  ["arguments that are taken apart already", { arguments: ["cc", "-I../third/tax", "-c", "../src/cart.c"] }],
  ["a compiler behind a cache", { arguments: ["ccache", "clang-cl.exe", "/I../third/tax"] }],
])("a header is found where a compiler is told to look, by %s", (_, told) => {
  expect(included("src/cart.c", "rate.h", { ...compiled, ...told }, ["third/tax/rate.h"])).toBe("third/tax/rate.h");
});

test("of headers with one name the first is meant, and those of the system stand behind", () => {
  const command = "cc -isystem ../c -I../b -I../a -iquote ../q";
  const paths = ["a/x.h", "b/x.h", "c/x.h", "q/x.h", "q/y.h", "c/y.h"];
  expect(included("src/cart.c", "<x.h>", { ...compiled, command }, paths)).toBe("b/x.h");
  expect(included("src/cart.c", "x.h", { ...compiled, command }, paths)).toBe("q/x.h");
  expect(included("src/cart.c", "<y.h>", { ...compiled, command }, paths)).toBe("c/y.h");
});

test("paths of Windows are read there", () => {
  const command = {
    directory: "C:\\shop\\build",
    file: "c:\\shop\\src\\cart.cpp",
    command: 'C:\\VS\\cl.exe /nologo "/Ic:\\shop\\third party\\tax" -external:I..\\ext C:\\shop\\src\\cart.cpp',
  };
  const paths = ["third party/tax/rate.h", "ext/e.h"];
  expect(included("src/cart.cpp", "rate.h", command, paths, "C:\\shop")).toBe("third party/tax/rate.h");
  expect(included("src/cart.cpp", "<e.h>", command, paths, "C:\\shop")).toBe("ext/e.h");
});

test("a header is compiled like the source that is called like it, and another like the files around it", () => {
  const command = { ...compiled, command: "cc -I../third/tax" };
  expect(included("src/cart.h", "rate.h", command, ["third/tax/rate.h"])).toBe("third/tax/rate.h");
  expect(included("src/new/other.h", "rate.h", command, ["third/tax/rate.h"])).toBe("third/tax/rate.h");
});

test("what nobody was told is looked for by custom", () => {
  const command = { ...compiled, command: "cc -I/usr/include/tax" };
  expect(included("src/cart.c", "rate.h", command, ["include/rate.h"])).toBe("include/rate.h");
});

test("compile_flags.txt says the same for all files", () => {
  const project = new Project(new Map([["native/compile_flags.txt", "-Ithird/tax\n-isystem\nsys\n"]]));
  const has = (path: string) => path === "native/third/tax/rate.h" || path === "native/sys/s.h";
  const files = { has, languageOf, project };
  expect(moduleOf(files, "native/src/cart.c", "rate.h")).toBe("native/third/tax/rate.h");
  expect(moduleOf(files, "native/src/cart.c", "<s.h>")).toBe("native/sys/s.h");
});

import { expect, test } from "@jest/globals";
import { offersOf } from "../actions/offered.ts";
import { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { suggest } from "../suggestions/fixture.ts";
import { documented, told, used, words } from "./told.ts";

const shop = `#!/usr/bin/env bash
source "$(dirname "$0")/lib/tax.sh"
. ./setup.sh

readonly LIMIT=3
NAME=shop
LANG=C sort items

# Is sold.
price() {
  local item=$1
  total=2
}
function total { :; }
if true; then MODE=x; fi
`;

test("functions and the script's own variables are declared, those of one command are not", () => {
  expect(told("shop.sh", shop).definitions).toBe(
    "variable LIMIT, variable NAME, function price, function total, variable MODE",
  );
});

test.each([
  ["a function in a function", "f() {\n  g-1 ( ) { :; }\n}", "function f, function g-1"],
  ["a function whose name has signs", "a::b.c() { :; }", "function a::b.c"],
  ["a variable behind a condition", "[ -n 1 ] && A+=1 || export B=2", "variable A, variable B"],
  ["a variable in a subshell", '(A=1; echo "$(B=2)")', "variable A, variable B"],
])("%s is found where nothing but a hint leads to it", (_, text, expected) => {
  expect(told("a.sh", text).definitions.replace(/f\.g/, "g")).toBe(expected);
});

test("a script is read in wherever a command may stand", () => {
  const text = "(. ./a)\nx && . ./b; { source ./c; }\nif load d; then :; fi\nf() { . ./e; }";
  expect(told("a.sh", text).imports).toBe("./a: *; ./b: *; ./c: *; d: *; ./e: *");
});

test("all of a script that is read in is imported", () => {
  expect(told("shop.sh", shop).imports).toBe('$(dirname "$0")/lib/tax.sh: *; ./setup.sh: *');
});

test("line comments above a function document it", () => {
  expect(documented("shop.sh", shop)).toEqual({ price: "# Is sold." });
});

test("variables in double quotes are names, single quotes and comments hold none", () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's.
  expect(words("a.sh", "a \"b $c ${d:-e} $(f)\" 'g' # h\n${i#j}")).toBe("a c d f i j");
});

test("what a function sets is local to it", () => {
  expect(used("a.sh", "f() {\n  local item=1\n  g $it│em\n}\n")).toBe("local item=1");
});

test("a script is read in from where it is and from around, whatever begins its path", () => {
  const workspace = new MemoryWorkspace({ "bin/shop.sh": "", "lib/tax.sh": "", "test/helper.bash": "" });
  expect(workspace.moduleOf("bin/shop.sh", '$(dirname "$0")/lib/tax.sh')).toBe("lib/tax.sh");
  expect(workspace.moduleOf("bin/shop.sh", "$ROOT/lib/tax.sh")).toBe("lib/tax.sh");
  expect(workspace.moduleOf("test/a.bash", "helper")).toBe("test/helper.bash");
  expect(workspace.moduleOf("bin/shop.sh", "lib_$NAME.sh")).toBeUndefined();
});

test.each([
  [
    "a condition ends with the word that the file lacks",
    'if [ -n "$x" ]; then│«\n  echo "$x"\nfi\necho 1»\n',
    'if [ -n "$x" ]; then«\n  echo "$x"\nfi»\n',
  ],
  [
    "a pattern of a case opens no bracket that a suggestion could close",
    "case $1 in\n  a) echo 1 ;;\n  b)\n    f(│«) { echo 2; }»\n    ;;\nesac\n",
    "case $1 in\n  a) echo 1 ;;\n  b)\n    f(«) { echo 2; }»\n    ;;\nesac\n",
  ],
  [
    "a string over several lines and a heredoc are no code",
    "awk '\n  { print (\n' x\ncat <<EOF\ndon't (\nEOF\necho $(│«date)»\n",
    "awk '\n  { print (\n' x\ncat <<EOF\ndon't (\nEOF\necho $(«date)»\n",
  ],
  ["what breaks the syntax is not shown", "f() {\n  │«if then (»\n}\n", "syntaxError"],
])("%s", (_, fixture, shown) => {
  expect(suggest(fixture, { language: "shellscript" })).toBe(shown);
});

test("a function can be documented", () => {
  expect(offersOf("document", "pri│ce() {\n  echo 1\n}\n", { path: "a.sh" })).toHaveLength(1);
});

test.each([
  [
    "what is done in a case is suggested whole",
    'case "$1" in\n  add)\n    │«local name="$2"\n    add "$name"\n    ;;»\n    ;;\n  *) usage ;;\nesac\n',
    'case "$1" in\n  add)\n    «local name="$2"\n    add "$name"»\n    ;;\n  *) usage ;;\nesac\n',
  ],
  [
    "the quote that an editor has put there is not doubled",
    'echo │«"done"»"\necho "again"\n',
    'echo «"done»"\necho "again"\n',
  ],
  ["nor is the parenthesis of a list", "names│«=()»)\nother=()\n", "names«=(»)\nother=()\n"],
  [
    "a string that a line above left open takes nothing of the function that is written",
    'f() {\n  git add "$1\n}\n\ng() {\n  │«about \'git\'\n  echo "$1"»\n}\n',
    'f() {\n  git add "$1\n}\n\ng() {\n  «about \'git\'\n  echo "$1"»\n}\n',
  ],
  [
    "nor of the loop that it begins",
    'for x in "${xs[@]\n  │«if f "$x"; then\n    g\n  fi»\ndone\nh "$y"\n',
    'for x in "${xs[@]\n  «if f "$x"; then\n    g\n  fi»\ndone\nh "$y"\n',
  ],
  [
    "nor of a case",
    'case $1 in\n  a)\n    echo "a\n    ;;\n  b)\n    │«echo b\n    exit»\n    ;;\nesac\n',
    'case $1 in\n  a)\n    echo "a\n    ;;\n  b)\n    «echo b\n    exit»\n    ;;\nesac\n',
  ],
  [
    "a string that ends where the line below begins half of one is ended",
    "f() {\n  about 'applies │«changes'»\n  group '\n  g\n}\n",
    "f() {\n  about 'applies «changes'»\n  group '\n  g\n}\n",
  ],
  [
    "the end of a case that is half-written is not written again",
    'case $1 in\n  a)\n    │«echo a\n    exit\n    ;;»\n    ;\n  b) f "\nesac\n',
    'case $1 in\n  a)\n    «echo a\n    exit»\n    ;\n  b) f "\nesac\n',
  ],
  [
    "a program in quotes stays text, whatever blocks it ends",
    "f() {\n  awk '\n    { if (a) {\n      b\n    } }\n    { print ( }' │«\"$1\"»\n}\n",
    "f() {\n  awk '\n    { if (a) {\n      b\n    } }\n    { print ( }' «\"$1\"»\n}\n",
  ],
  [
    "a string that is still open takes nothing of the lines below",
    'if [ -n "$a│«" ] && [ "$b" -eq 0 ]; then»\n  c "$d"\nfi\n',
    'if [ -n "$a«" ] && [ "$b" -eq 0 ]; then»\n  c "$d"\nfi\n',
  ],
])("%s", (_, fixture, shown) => {
  expect(suggest(fixture, { language: "shellscript" })).toBe(shown);
});

import { expect, test } from "@jest/globals";
import { reportedIn } from "../../server/verify/checker/report.ts";

test.each([
  [
    "tsc",
    "src/a.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.\n",
    { path: "src/a.ts", line: 3, column: 7, code: "TS2322", isFault: true },
  ],
  [
    "tsc, of several lines",
    "a.ts(1,2): error TS2345: Argument is wrong.\n  Type 'A' is not assignable.\n    Types differ.\n",
    { path: "a.ts", line: 1, column: 2, message: "Argument is wrong.\nType 'A' is not assignable.\nTypes differ." },
  ],
  [
    "pyright",
    '/p/a.py\n  /p/a.py:2:10 - error: Type "str" is not assignable\n    "str" is not assignable to "int" (reportAssignmentType)\n1 error, 0 warnings, 0 informations \n',
    { path: "/p/a.py", line: 2, column: 10, code: "reportAssignmentType", isFault: true },
  ],
  [
    "pyright's information",
    "  /p/a.py:2:10 - information: Type is int\n",
    { path: "/p/a.py", message: "Type is int", isFault: false },
  ],
  [
    "mypy",
    'a.py:3: error: Name "x" is not defined  [name-defined]\nFound 1 error in 1 file (checked 1 source file)\n',
    { path: "a.py", line: 3, column: 0, isFault: true },
  ],
  [
    "go vet",
    "# example.com/m\nvet: ./a.go:3:7: undefined: x\n",
    { path: "./a.go", line: 3, column: 7, message: "undefined: x" },
  ],
  [
    "cargo check",
    '    Checking m v0.1.0 (/m)\nerror[E0308]: mismatched types\n --> src/main.rs:2:18\n  |\n2 |     let x: i32 = "";\n  |            ---   ^^ expected `i32`, found `&str`\n\nerror: could not compile `m` due to 1 previous error\n',
    { path: "src/main.rs", line: 2, column: 18, code: "E0308", message: "mismatched types" },
  ],
  [
    "cargo check in its short form",
    "src/main.rs:2:18: error[E0308]: mismatched types\n",
    { path: "src/main.rs", line: 2, column: 18, code: "E0308", message: "mismatched types" },
  ],
  ["ruff", "a.py:1:8: F401 [*] `os` imported but unused\nFound 1 error.\n", { path: "a.py", line: 1, column: 8 }],
])("what %s prints is read", (_, output, expected) => {
  expect(reportedIn(output)).toEqual([expect.objectContaining(expected)]);
});

test("what is no finding is none", () => {
  expect(reportedIn("0 errors, 0 warnings, 0 informations \n\nAll is well: 12:30\n")).toEqual([]);
});

import { bracedFrames } from "../bracedFrames.ts";

export const goFrames = bracedFrames({
  declarations: [
    ["package x\n", ""],
    ["package x\ntype x struct {\n", "\n}"],
    ["package x\ntype x interface {\n", "\n}"],
    ["package x\nvar (\n", "\n)"],
    ["package x\nconst (\n", "\n)"],
    ["package x\nimport (\n", "\n)"],
    ["package x\nfunc x(\n", "\n) {}"],
    ["", ""],
  ],
  body: ["package x\nfunc x() {\n", "\n}"],
  statements: [
    ["if x {\n} ", ""],
    ["switch x {\n", "\n}"],
    ["switch x {\ncase x:\n", "\n}"],
    ["select {\n", "\n}"],
    ["x = x{\n", "\n}"],
    ["x = x(\n", ")"],
  ],
  openers: ["if x {\n", "x = x{\n", "x = func() {\n", "type x struct {\n"],
});

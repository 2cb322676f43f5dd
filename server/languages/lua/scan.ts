import { scanner } from "../scan/code.ts";

/** The identifiers of Lua. */
export const scanLua = scanner({
  keywords: `and break do else elseif end false for function goto if in local nil not or repeat return self then true until
  while`,
  lineComments: ["--"],
  blockComment: ["--[[", "]]"],
  strings: [
    { open: '"', close: '"', escapes: true },
    { open: "'", close: "'", escapes: true },
    { open: "[[", close: "]]", isLong: true },
    { open: "[=[", close: "]=]", isLong: true },
    { open: "[==[", close: "]==]", isLong: true },
  ],
});

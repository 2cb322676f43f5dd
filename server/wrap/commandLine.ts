/**
 * A command line as its words, quoted as in a POSIX shell. '...' is literal, a backslash in "..." escapes `"` and `\`,
 * and elsewhere it escapes anything. Nothing is expanded, and no shell ever sees it. Throws a sentence for the user.
 */
export function commandLine(text: string): readonly [string, ...string[]] {
  const words: string[] = [];
  let rest = text.trimStart();
  while (rest !== "") {
    const [written, ...parts] = word.exec(rest) ?? [];
    if (written === undefined || parts.length === 0) throw new Error(`a quote is not closed in: ${text}`);
    words.push(written.replace(part, unquoted));
    rest = rest.slice(written.length);
    if (rest !== "" && !/^\s/.test(rest)) throw new Error(`a quote is not closed in: ${text}`);
    rest = rest.trimStart();
  }
  const [program, ...args] = words;
  if (!program) throw new Error("there is no command to wrap");
  return [program, ...args];
}

const part = /'([^']*)'|"((?:\\[\s\S]|[^"\\])*)"|\\([\s\S])|([^\s'"\\]+)/g;
const word = new RegExp(`^(${part.source.replace(/\((?!\?)/g, "(?:")})+`);

function unquoted(_part: string, literal?: string, quoted?: string, escaped?: string, plain?: string): string {
  return literal ?? quoted?.replace(/\\(["\\])/g, "$1") ?? escaped ?? plain ?? "";
}

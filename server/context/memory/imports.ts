import { posix } from "node:path";

/** A relative specifier of TypeScript or JavaScript, whole. */
const specifier = /(["'])(\.{1,2}(?:\/[^"'\n]*)?)\1/;

/** An import or a re-export: what it names is meant from the file's own folder. */
const imports = /^\s*(?:import|export|(?:const|let|var)\b.*\brequire\()/;

/**
 * The rest of a line of another file as it would be in this one: a module that is imported by a relative path has another
 * path here. Undefined where only a part of the path is left to write.
 */
export function relocated(rest: string, line: string, from: string, to: string): string | undefined {
  if (!imports.test(line)) return rest;
  const [fromFolder, toFolder] = [posix.dirname(from), posix.dirname(to)];
  if (fromFolder === toFolder) return rest;
  const whole = specifier.exec(line)?.[2];
  if (whole === undefined) return rest;
  if (!specifier.test(rest)) return undefined;
  const there = posix.relative(toFolder, posix.join(fromFolder, whole));
  const here = there.startsWith(".") ? there : `./${there}`;
  return rest.replace(specifier, (_all, quote: string) => `${quote}${here}${quote}`);
}

import { join } from "node:path";
import { Home } from "./home.ts";

/** A program that waits to be completed at the end of a line. */
export type Unfinished = {
  readonly path: string;
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** What stands on that line. */
  readonly before: string;
};

/**
 * The program, cut off at the first of the places marked with `│` where the model says something `like` that.
 * The embedded model is small and silent in many places; what it says there is its own business.
 */
export function unfinished(path: string, marked: string, like?: RegExp): Unfinished {
  using home = new Home();
  return unfinishedIn(home, path, marked, like);
}

/** The same among other files, which the model is shown too. The program is in the project then. */
export function unfinishedIn(home: Home, path: string, marked: string, like = /^\w.{3}/): Unfinished {
  for (const program of cuts(path, marked)) {
    home.write(path, program.text);
    const answer = JSON.parse(home.hearth("complete", `${join(home.project, path)}:${program.line}`, "--json"));
    if (like.test(answer.text ?? "")) return program;
  }
  throw new Error(`the model has nothing to say in ${path}`);
}

function cuts(path: string, marked: string): Unfinished[] {
  const whole = marked.replaceAll("│", "").split("\n");
  return marked.split("\n").flatMap((line, index) => {
    const end = line.indexOf("│");
    const before = line.slice(0, end);
    return end < 0 ? [] : [{ path, text: whole.with(index, before).join("\n"), line: index + 1, before }];
  });
}

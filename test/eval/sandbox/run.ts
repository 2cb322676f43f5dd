import { runJavaScript } from "./javaScript.ts";
import { runPython } from "./python.ts";
import { type Limits, usualLimits, type Verdict } from "./verdict.ts";

export type BenchmarkLanguage = "python" | "javascript";

/** Runs a program that ends with its tests, in a process of its own. */
export function runTests(language: BenchmarkLanguage, program: string, limits: Limits = usualLimits): Promise<Verdict> {
  return language === "python" ? runPython(program, limits) : runJavaScript(program, limits);
}

import type { Head } from "./language.ts";

/** `@Test`, `[Fact]`, PHP's `#[Test]`: on a line of its own, above what it is said of. */
const annotation = /^\s*(?:@[\w.:]+(?:\(.*\))?|#?\[.*\])\s*$/;

const statement =
  /^\s*(?:\}\s*)?(?:(?:else\s+)?(?:if|for|foreach|while|switch|using|lock|fixed|synchronized|catch)\b.*[)\w]|else|finally)\s*$/;

const keywords = "return|await|throw|new|else|delete|yield|goto|case|co_await|co_return|co_yield|using|import|use";

/** A name behind its type, and parameters; or parameters that have types. */
const callable = new RegExp(
  `^\\s*(?!(?:${keywords})\\b)(?:(?:[\\w:<>,.?*&[\\]~]+\\s+)+[*&]*[\\w:~]+\\s*\\(.*\\)|~?\\w+\\s*\\([\\w:<>.]+[\\s*&]+\\w.*\\))[\\w\\s:,()<>*&]*$`,
);

const type = /^\s*(?:[\w<>]+\s+)*(?:class|interface|struct|enum|record|namespace|trait)\s+\w[\w\s:,.<>()]*$/;

/** What an annotation is said of, in any of these forms. */
export function annotationOf(...forms: readonly string[]): Head {
  return { line: annotation, standIns: forms };
}

/** What has its brace on the line below. */
export const bracedBelow: readonly Head[] = [
  { line: statement, standIns: ["{}"] },
  { line: /^\s*(?:\}\s*)?try\s*$/, standIns: ["{} finally {}", "{} catch (...) {}"] },
  { line: /^\s*do\s*$/, standIns: ["{} while (x);"] },
  { line: callable, standIns: ["{}"] },
  { line: type, standIns: ["{}", "{};"] },
];

import { type Unfinished, unfinished } from "./unfinished.ts";

/** A program that is cut off behind a dot. */
export function stackAtDot(): Unfinished {
  return unfinished(
    "stack.py",
    `class Stack:
    def __init__(self, items):
        self.│items = items

    def push(self, item):
        self.items.│append(item)

    def pop(self):
        return self.items.│pop()

    def load(self, path):
        with open(│path) as file:
            self.items = json.│load(file)
`,
  );
}

/** One that is cut off inside a word: some of Emacs's ways to complete begin with the third letter. */
export function stackInWord(): Unfinished {
  return unfinished(
    "stack.py",
    `class Stack:
    def __init__(self, items):
        self.ite│ms = items

    def push(self, item):
        self.item│s.append(item)

    def pop(self):
        return self.ite│ms.pop()
`,
    /^.{4}/,
  );
}

/** The same with its last letter still to be typed: completion plugins open their menu at a letter, and only then. */
export function stackBeforeLastLetter(): {
  readonly before: Unfinished;
  readonly lastLetter: string;
  readonly word: string;
} {
  const stack = stackInWord();
  const [beginning, lastLetter] = [stack.before.slice(0, -1), stack.before.slice(-1)];
  const text = stack.text.replace(`${stack.before}\n`, `${beginning}\n`);
  return { before: { ...stack, text, before: beginning }, lastLetter, word: /\w+$/.exec(stack.before)?.[0] ?? "" };
}

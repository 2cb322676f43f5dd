/** Text before and after a cursor, as much of it as a prompt has room for. */
export type Cut = { readonly before: string; readonly after: string };

/** As llama.vim and most others have it: three parts before the cursor, one behind it. */
const shareBefore = 0.75;

/** Whole lines are a better cut, unless they leave more than half of the room empty. */
const wellFilled = 0.5;

/**
 * As many lines around the cursor as make at most `tokens` tokens, `count` being a tokenizer's. What one side has no
 * text for the other gets. The cursor's own line stays, or as much of it as fits.
 */
export function cutFile({ before, after }: Cut, tokens: number, count: (text: string) => number): Cut {
  const room = Math.max(0, tokens);
  const wantedBefore = Math.floor(room * shareBefore);
  const behind = firstLines(after, room - wantedBefore, count);
  const ahead = lastLines(before, room - behind.tokens, count);
  const more = firstLines(after, room - ahead.tokens, count);
  return { before: ahead.text, after: more.text };
}

type Part = { readonly text: string; readonly tokens: number };

function lastLines(text: string, room: number, count: (text: string) => number): Part {
  let start = text.length;
  let tokens = 0;
  while (start > 0) {
    // Looked for below 0, lastIndexOf looks at 0.
    const lineStart = start < 2 ? 0 : text.lastIndexOf("\n", start - 2) + 1;
    const cost = count(text.slice(lineStart, start));
    if (tokens + cost > room) break;
    tokens += cost;
    start = lineStart;
  }
  if (start === 0 || tokens > room * wellFilled) return { text: text.slice(start), tokens };
  return part(text.length, room, count, (length) => text.slice(text.length - length));
}

function firstLines(text: string, room: number, count: (text: string) => number): Part {
  let end = 0;
  let tokens = 0;
  while (end < text.length) {
    const lineEnd = text.indexOf("\n", end) < 0 ? text.length : text.indexOf("\n", end) + 1;
    const cost = count(text.slice(end, lineEnd));
    if (tokens + cost > room) break;
    tokens += cost;
    end = lineEnd;
  }
  if (end === text.length || tokens > room * wellFilled) return { text: text.slice(0, end), tokens };
  return part(text.length, room, count, (length) => text.slice(0, length));
}

/** Where whole lines leave much room, as beside a very long one, the most characters next to the cursor that fit. */
function part(most: number, room: number, count: (text: string) => number, take: (length: number) => string): Part {
  let length = Math.min(most, room * 8);
  while (length > 0 && count(take(length)) > room) length = Math.floor(length * 0.9);
  return { text: take(length), tokens: count(take(length)) };
}

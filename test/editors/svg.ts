/**
 * A terminal's screen as an SVG picture: text stays text, so that it can be selected and read to one, and every run
 * stands where its cells are whatever font there is.
 */
export function svg(screen: string, [cursorColumn, cursorRow]: readonly [number, number], title: string): string {
  const rows = rowsOf(screen.replace(/\n+$/, ""));
  const columns = Math.max(...rows.map((runs) => runs.reduce((sum, { text }) => sum + text.length, 0)));
  const [width, height] = [columns * cell.width + 2 * margin, rows.length * cell.height + 2 * margin];
  const cursor = rectangle(cursorColumn, cursorRow, 1, 'fill="none" stroke="#c5c8c6"');
  const name = escaped(title);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${figure(width)} ${figure(height)}" width="${figure(width)}" role="img" aria-label="${name}">`,
    `<title>${name}</title>`,
    `<rect width="100%" height="100%" rx="6" fill="${background}"/>`,
    `<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" shape-rendering="crispEdges" xml:space="preserve">`,
    ...rows.flatMap((runs, row) => drawn(runs, row)),
    cursor,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

type Style = {
  readonly foreground?: string;
  readonly background?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly dim?: boolean;
  readonly inverse?: boolean;
};
type Run = { readonly text: string; readonly style: Style };

const cell = { width: 8.4, height: 18 };
const margin = 10;
const background = "#1d1f21";
const foreground = "#e8e8e6";

/** The sixteen colours that a terminal's user chooses; dark first, then bright. */
const palette = [
  ..."#282a2e #cc6666 #b5bd68 #f0c674 #81a2be #b294bb #8abeb7 #c5c8c6".split(" "),
  ..."#7c7f83 #d54e53 #b9ca4a #e7c547 #7aa6da #c397d8 #70c0b1 #eaeaea".split(" "),
];

function drawn(runs: readonly Run[], row: number): string[] {
  let column = 0;
  return runs.flatMap(({ text, style }) => {
    const start = column;
    column += text.length;
    const [ink, paper] = style.inverse
      ? [style.background ?? background, style.foreground ?? foreground]
      : [style.foreground ?? foreground, style.background];
    const behind = paper ? [rectangle(start, row, text.length, `fill="${paper}"`)] : [];
    return [...behind, ...(text.trim() === "" ? [] : [written(text, style, ink, start, row)])];
  });
}

function written(text: string, style: Style, ink: string, column: number, row: number): string {
  const lead = text.length - text.trimStart().length;
  const shown = text.trim();
  const attributes = [
    `x="${figure(margin + (column + lead) * cell.width)}"`,
    `y="${figure(margin + row * cell.height + 13)}"`,
    `textLength="${figure(shown.length * cell.width)}"`,
    `fill="${ink}"`,
    ...(style.bold ? ['font-weight="bold"'] : []),
    ...(style.italic ? ['font-style="italic"'] : []),
    ...(style.underline ? ['text-decoration="underline"'] : []),
    ...(style.dim ? ['opacity="0.6"'] : []),
  ];
  return `<text ${attributes.join(" ")}>${escaped(shown)}</text>`;
}

function rectangle(column: number, row: number, columns: number, attributes: string): string {
  const [x, y] = [margin + column * cell.width, margin + row * cell.height - 1];
  return `<rect x="${figure(x)}" y="${figure(y)}" width="${figure(columns * cell.width)}" height="${cell.height}" ${attributes}/>`;
}

const figure = (value: number) => String(Math.round(value * 10) / 10);

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** The rows as runs of one look each. A look goes on until it is changed, also in the next row. */
function rowsOf(screen: string): Run[][] {
  const rows: Run[][] = [[]];
  let style: Style = {};
  for (const [index, part] of screen.split("\u001b[").entries()) {
    const end = index === 0 ? 0 : part.indexOf("m") + 1;
    if (end > 0) style = restyled(style, part.slice(0, end - 1));
    const [first = "", ...others] = part.slice(end).split("\n");
    if (first !== "") rows.at(-1)?.push({ text: first, style });
    for (const text of others) rows.push(text === "" ? [] : [{ text, style }]);
  }
  return rows;
}

/** ECMA-48's "select graphic rendition", as far as editors use it. */
function restyled(before: Style, codes: string): Style {
  const numbers = codes.split(";").map((code) => Number.parseInt(code, 10) || 0);
  let style = before;
  for (let at = 0; at < numbers.length; at++) {
    const code = numbers[at] as number;
    if (code === 38 || code === 48 || code === 58) {
      const [colour, used] = extended(numbers.slice(at + 1));
      at += used;
      if (code === 38) style = { ...style, foreground: colour };
      if (code === 48) style = { ...style, background: colour };
    } else {
      style = { ...style, ...simple(code) };
      if (code === 0) style = {};
      if (code === 39) style = without(style, "foreground");
      if (code === 49) style = without(style, "background");
    }
  }
  return style;
}

function simple(code: number): Style {
  const tens = Math.floor(code / 10);
  const colour = palette[(code % 10) + (tens >= 9 ? 8 : 0)];
  if (colour && code % 10 < 8 && (tens === 3 || tens === 9)) return { foreground: colour };
  if (colour && code % 10 < 8 && (tens === 4 || tens === 10)) return { background: colour };
  return attributes[code] ?? {};
}

const attributes: Readonly<Record<number, Style>> = {
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
};

/** A colour of 256 or of 16 million, and how many numbers name it. */
function extended([kind, a = 0, b = 0, c = 0]: readonly number[]): [string, number] {
  if (kind === 2) return [rgb(a, b, c), 4];
  if (a < 16) return [palette[a] as string, 2];
  if (a >= 232) return [rgb(...(Array(3).fill(8 + 10 * (a - 232)) as [number, number, number])), 2];
  const level = (value: number) => (value === 0 ? 0 : 55 + 40 * value);
  return [rgb(level(Math.floor((a - 16) / 36)), level(Math.floor((a - 16) / 6) % 6), level((a - 16) % 6)), 2];
}

function rgb(...parts: [number, number, number]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function without(style: Style, key: keyof Style): Style {
  return Object.fromEntries(Object.entries(style).filter(([each]) => each !== key));
}

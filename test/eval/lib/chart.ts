/** Bars of one name, one for each series. Values are from 0 to `most`. */
export type Bars = { readonly name: string; readonly values: readonly number[] };

export type Chart = {
  readonly title: string;
  readonly series: readonly string[];
  readonly bars: readonly Bars[];
  readonly most: number;
  /** Behind each value. */
  readonly unit: string;
};

const width = 720;
const nameWidth = 250;
const valueWidth = 60;
const barHeight = 14;
const gap = 10;
const colours = ["#d9480f", "#4c6ef5", "#868e96", "#2b8a3e"];

/** A chart of horizontal bars as SVG, in colours that can be told apart on light and dark ground. */
export function chart({ title, series, bars, most, unit }: Chart): string {
  const parts: string[] = [];
  let y = 28;
  const legendX = (index: number) => nameWidth + index * 130;
  if (series.length > 1) {
    series.forEach((name, index) => {
      parts.push(
        `<rect x="${legendX(index)}" y="${y}" width="12" height="12" fill="${colours[index % colours.length]}"/>`,
      );
      parts.push(text(legendX(index) + 18, y + 11, name));
    });
    y += 26;
  }
  for (const { name, values } of bars) {
    const middle = y + (values.length * barHeight) / 2 + 4;
    parts.push(text(nameWidth - 8, middle, name, "end"));
    values.forEach((value, index) => {
      const length = Math.max(0, (value / most) * (width - nameWidth - valueWidth));
      const top = y + index * barHeight;
      const size = `width="${length.toFixed(1)}" height="${barHeight - 2}"`;
      parts.push(`<rect x="${nameWidth}" y="${top}" ${size} fill="${colours[index % colours.length]}"/>`);
      parts.push(text(nameWidth + length + 5, top + barHeight - 3, `${rounded(value)}${unit}`));
    });
    y += values.length * barHeight + gap;
  }
  const frame = `xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y + 4}" viewBox="0 0 ${width} ${y + 4}"`;
  const style = 'font-family="system-ui, sans-serif" font-size="12" fill="#868e96"';
  return `<svg ${frame} role="img" ${style}>\n<title>${escaped(title)}</title>\n${[
    `<text x="0" y="14" font-size="13" font-weight="600">${escaped(title)}</text>`,
    ...parts,
  ].join("\n")}\n</svg>\n`;
}

function text(x: number, y: number, content: string, anchor = "start"): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${escaped(content)}</text>`;
}

function rounded(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}

function escaped(content: string): string {
  return content.replace(
    /[<>&"]/g,
    (sign) => ({ "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" })[sign] as string,
  );
}

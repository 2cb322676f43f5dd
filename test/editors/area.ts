import type { Home } from "./home.ts";
import type { Unfinished } from "./unfinished.ts";

/** A program with a function that is used below, and in another file. */
export const shapes: Unfinished = {
  path: "shapes.ts",
  text: `export function area(width: number): number {
  return width * width;
}

export const floor = area(3);
export const walls = 4 * area(2);
`,
  line: 1,
  before: "export function area(width: number): number {",
};

const roomText = `import { area } from "./shapes";

export const carpet = area(5);
`;

/** The other file, which is there before the editor is. */
export function furnishRoom(home: Home): void {
  home.write("room.ts", roomText);
}

/** The texts with the function under its new name everywhere. */
export const shapesRenamed = shapes.text.replaceAll("area", "surface");
export const roomRenamed = roomText.replaceAll("area", "surface");

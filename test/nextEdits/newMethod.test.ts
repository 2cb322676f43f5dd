import { expect, test } from "@jest/globals";
import { offered, offeredByHand, withOffered, withOfferedByHand } from "./offered.ts";

const shape = (more: string) => `export interface Shape {\n  area(): number;\n${more}}\n`;
const square = (more: string) =>
  `import type { Shape } from "./shape";\nexport class Square implements Shape {\n  area() {\n    return 1;\n  }\n${more}}\n`;
const files = { "shape.ts": shape(""), "square.ts": square("") };

test("a class gets the method that its interface asks for now, by hand and as an editor writes what is missing", async () => {
  const step = { "shape.ts": shape("  scale(by: number): void;\n") };
  expect(await offered(files, step)).toEqual([]);
  expect(await withOfferedByHand(files, step)).toEqual({
    "square.ts": square('\n  scale(by: number): void {\n    throw new Error("Method not implemented.");\n  }\n'),
  });
});

test("a method that two classes wrote in the same words is written so in the others", async () => {
  const name = "\n  name() {\n    return this.constructor.name;\n  }\n";
  const before = { ...files, "circle.ts": square("").replace("Square", "Circle"), "ring.ts": square("") };
  const steps = [
    { "square.ts": square(name) },
    { "circle.ts": square(name).replace("Square", "Circle") },
    { "shape.ts": shape("  name(): string;\n") },
  ];
  expect(await withOffered(before, ...steps)).toEqual({ "ring.ts": square(name) });
});

test.each([
  ["a class that has it", "", square("\n  name() {}\n")],
  [
    "a class that inherits it",
    "export class Base {\n  name() {}\n}\n",
    square("").replace("Square", "Square extends Base"),
  ],
  ["a class that is abstract", "", square("").replace("class", "abstract class")],
  ["a class that only takes one", "", square("").replace(" implements Shape", "<T extends Shape>")],
])("%s is left alone", async (_, base, text) => {
  const before = { "shape.ts": base + shape(""), "square.ts": text };
  expect(await offeredByHand(before, { "shape.ts": base + shape("  name(): string;\n") })).toEqual([]);
});

test("what need not be there is not asked for", async () => {
  for (const one of ["  name?(): string;\n", "  label: string;\n"])
    expect(await offeredByHand(files, { "shape.ts": shape(one) })).toEqual([]);
});

test("a method whose types are unknown in a file is not written there", async () => {
  const before = { ...files, "shape.ts": `type Unit = 1;\n${shape("")}` };
  const step = { "shape.ts": `type Unit = 1;\n${shape("  scale(by: Unit): void;\n")}` };
  expect(await offeredByHand(before, step)).toEqual([]);
});

test.each([
  [
    "a.py",
    "class Shape(ABC):\n    @abstractmethod\n    def area(self): ...\n",
    "\n    @abstractmethod\n    def scale(self, by: int) -> None: ...\n",
    "\n\nclass Square(Shape):\n    def area(self):\n        return 1\n",
    "\n    def scale(self, by: int) -> None:\n        raise NotImplementedError\n",
    "",
  ],
  [
    "Shape.java",
    "interface Shape {\n    int area();\n",
    "    void scale(int by);\n",
    "}\nclass Square implements Shape {\n    public int area() {\n        return 1;\n    }\n",
    "\n    @Override\n    public void scale(int by) {\n        throw new UnsupportedOperationException();\n    }\n",
    "}\n",
  ],
  [
    "Shape.cs",
    "abstract class Shape\n{\n    public abstract int Area();\n",
    "    public abstract void Scale(int by);\n",
    "}\nclass Square : Shape\n{\n    public override int Area()\n    {\n        return 1;\n    }\n",
    "\n    public override void Scale(int by)\n    {\n        throw new System.NotImplementedException();\n    }\n",
    "}\n",
  ],
  [
    "Shape.kt",
    "interface Shape {\n    fun area(): Int\n",
    "    fun scale(by: Int): Int\n",
    "}\nclass Square : Shape {\n    override fun area(): Int {\n        return 1\n    }\n",
    '\n    override fun scale(by: Int): Int {\n        TODO("Not yet implemented")\n    }\n',
    "}\n",
  ],
  [
    "shape.php",
    "<?php\ninterface Shape\n{\n    public function area(): int;\n",
    "    public function scale(int $by): void;\n",
    "}\nclass Square implements Shape\n{\n    public function area(): int\n    {\n        return 1;\n    }\n",
    "\n    public function scale(int $by): void\n    {\n        throw new \\LogicException('Not implemented.');\n    }\n",
    "}\n",
  ],
  [
    "shape.rs",
    "trait Shape {\n    fn area(&self) -> u32;\n",
    "    fn scale(&mut self, by: u32);\n",
    "}\nstruct Square;\nimpl Shape for Square {\n    fn area(&self) -> u32 {\n        1\n    }\n",
    "\n    fn scale(&mut self, by: u32) {\n        todo!()\n    }\n",
    "}\n",
  ],
])("%s: what is missing is written as its language writes it", async (path, head, asked, middle, written, end) => {
  const [before, after] = [head + middle + end, head + asked + middle + end];
  expect(await withOfferedByHand({ [path]: before }, { [path]: after })).toEqual({
    [path]: head + asked + middle + written + end,
  });
});

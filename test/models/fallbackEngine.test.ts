import { expect, test } from "@jest/globals";
import type { EngineStatus } from "../../models/engine.ts";
import { FallbackEngine } from "../../models/fallbackEngine.ts";
import { SettableEngine } from "../settableEngine.ts";

const noRoom: EngineStatus = { state: "failed", message: "it does not fit", noRoom: true };

function engines() {
  const own = new SettableEngine();
  const fallback = new SettableEngine();
  const engine = new FallbackEngine(own, fallback);
  const told: string[] = [];
  engine.onStatus(({ state }) => told.push(state));
  return { own, fallback, engine, told };
}

test("a second model that fits answers itself", () => {
  const { own, fallback, engine } = engines();
  fallback.load({ name: "first" });
  own.load({ name: "second" });
  expect(engine.status).toMatchObject({ model: { name: "second" } });
});

test("the first model stands in for one that does not fit beside it", () => {
  const { own, fallback, engine, told } = engines();
  fallback.load({ name: "first" });
  own.become(noRoom);
  expect(engine.status).toMatchObject({ model: { name: "first" } });
  expect(told).toEqual(["ready"]);
});

test("what stands in is started when it is needed, and heard of when it is ready", () => {
  const { own, fallback, engine, told } = engines();
  own.become(noRoom);
  engine.start();
  expect(fallback.isStarted).toBe(true);
  fallback.load({});
  expect(told).toEqual(["off", "ready"]);
});

test("a model that was taught code only does not stand in", () => {
  const { own, fallback, engine } = engines();
  fallback.load({ chat: false });
  own.become(noRoom);
  expect(engine.status).toEqual(noRoom);
});

test("nothing stands in for a second model that is broken", () => {
  const { own, fallback, engine } = engines();
  fallback.load({});
  own.become({ state: "failed", message: "no GGUF" });
  expect(engine.status).toMatchObject({ message: "no GGUF" });
});

test("what stands in is not closed with the second model", () => {
  const { own, fallback, engine } = engines();
  engine.dispose();
  expect([own.isDisposed, fallback.isDisposed]).toEqual([true, false]);
});

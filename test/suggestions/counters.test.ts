import { expect, test } from "@jest/globals";
import { Counters } from "../../server/suggestions/counters.ts";

test("what became of requests is counted, silences by reason", () => {
  const counters = new Counters();
  counters.count("shown");
  counters.count("shown");
  counters.count("remembered");
  counters.count("accepted");
  counters.countSilence("syntaxError");
  counters.countSilence("syntaxError");
  counters.countSilence("nothing");
  expect(counters.counts).toEqual({
    shown: 2,
    remembered: 1,
    accepted: 1,
    judgedCharacters: 0,
    keptCharacters: 0,
    typedThrough: 0,
    withdrawn: 0,
    superseded: 0,
    nextEditsShown: 0,
    nextEditsAccepted: 0,
    silences: { syntaxError: 2, nothing: 1 },
  });
});

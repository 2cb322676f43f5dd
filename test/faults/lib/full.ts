import { test } from "@jest/globals";

/** `npm run test:faults` runs everything; in `npm test` what takes long is skipped. */
export const isFull = process.env.HEARTH_FAULTS === "full";

/** A test that takes long. */
export const fullTest = isFull ? test : test.skip;

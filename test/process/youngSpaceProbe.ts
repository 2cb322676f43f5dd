/**
 * Loaded into a process before anything else (`--import`): at SIGUSR2 it makes garbage of which some lives for a while,
 * and writes to stderr how many bytes the space for young objects has grown to, behind `young: `.
 */
import { getHeapSpaceStatistics } from "node:v8";

process.on("SIGUSR2", () => {
  let kept: object[] = [];
  for (let i = 0; i < 600_000; i++) {
    kept.push({ i });
    if (kept.length > 100_000) kept = [];
  }
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space");
  process.stderr.write(`young: ${young?.space_size}\n`);
});

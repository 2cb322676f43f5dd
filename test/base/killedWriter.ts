import { replaceFile } from "../../base/replaceFile.ts";

/** Replaces the file it is given, and is killed when the first of two pieces is written. */
function* twoPieces(): Iterable<Uint8Array> {
  yield Buffer.from("new, but on");
  process.kill(process.pid, "SIGKILL");
  yield Buffer.from("ly half of it");
}

await replaceFile(process.argv[2] as string, twoPieces(), { mode: 0o600 });

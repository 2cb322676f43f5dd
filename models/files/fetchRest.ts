import type { Expected, Surroundings } from "./download.ts";
import { checkRoom } from "./download.ts";
import { connectionFailure, Failure, LocalFailure, statusFailure } from "./failure.ts";
import type { FileResponse } from "./http.ts";
import type { PartialFile } from "./partialFile.ts";
import { type Body, bodyOf, strongEtag } from "./range.ts";

/**
 * Asks one address once for what is missing of a file and appends it. Returns when nothing is missing. Throws a
 * Failure otherwise; what had come by then is kept.
 */
export async function fetchRest(
  address: string,
  expected: Expected,
  partial: PartialFile,
  around: Surroundings,
): Promise<void> {
  const { http, signal } = around;
  const from = isBeginningOf(address, expected, partial) ? partial.bytes : 0;
  const ifRange = partial.about?.url === address ? partial.about.etag : null;
  const answer = await http.open(address, { from, ifRange, signal });
  try {
    const body = checkedBody(answer, from, expected);
    if (body.kind === "complete") return;
    if (body.kind === "askAgain" || (body.kind === "append" && isOfAnother(answer, ifRange, partial))) {
      await partial.restart();
      throw new Failure(`${answer.host} has another file than before`, 0);
    }
    if (body.kind === "restart" || from === 0) await partial.restart();
    const totalBytes = body.totalBytes ?? expected.bytes ?? answer.announced.bytes;
    const sha256 = expected.sha256 ?? answer.announced.sha256 ?? (partial.bytes > 0 ? partial.about?.sha256 : null);
    await partial.describe({ url: address, etag: strongEtag(answer.headers), totalBytes, sha256: sha256 ?? null });
    await checkRoom((totalBytes ?? 0) - partial.bytes, partial.path, around.freeBytes);
    await receive(answer, totalBytes, partial, around);
  } finally {
    answer.body.on("error", () => {}); // it is no longer listened to
    answer.body.destroy();
  }
}

/** True if the bytes that are there begin the file at an address. Its hash tells, or where they came from. */
function isBeginningOf(address: string, expected: Expected, { about }: PartialFile): boolean {
  if (!about) return false;
  if (expected.sha256) return about.sha256 === expected.sha256;
  return about.sha256 !== null || (about.url === address && about.etag !== null);
}

/**
 * True if a part is of another file than the bytes that are there. The server may send one though it was told which is
 * meant.
 */
function isOfAnother({ headers, announced }: FileResponse, ifRange: string | null, { about }: PartialFile): boolean {
  if (announced.sha256 && about?.sha256 && announced.sha256 !== about.sha256) return true;
  const etag = strongEtag(headers);
  return ifRange !== null && etag !== null && etag !== ifRange;
}

/** The answer's body, if it can be what was expected. */
function checkedBody(answer: FileResponse, from: number, expected: Expected): Exclude<Body, { kind: "refuse" }> {
  const { status, headers, host, announced } = answer;
  const isAnswer = status === 200 || status === 206 || (status === 416 && from > 0);
  if (!isAnswer) throw statusFailure(status, host, header(headers["retry-after"]), Date.now());
  if (expected.sha256 && announced.sha256 && announced.sha256 !== expected.sha256) {
    throw new Failure(`${host} has another file under this name (sha256 ${announced.sha256}, not ${expected.sha256})`);
  }
  const body = bodyOf(from, status, headers);
  if (body.kind === "refuse") throw new Failure(`${host} ${body.why}`);
  const offered = (body.kind === "askAgain" ? null : body.totalBytes) ?? announced.bytes;
  if (expected.bytes !== null && offered !== null && offered !== expected.bytes) {
    throw new Failure(`${host} has another file under this name (${offered} bytes, not ${expected.bytes})`);
  }
  return body;
}

async function receive(answer: FileResponse, totalBytes: number | null, partial: PartialFile, around: Surroundings) {
  try {
    for await (const chunk of answer.body) {
      await partial.append(chunk);
      around.onProgress({ step: "loading", bytes: partial.bytes, totalBytes });
      if (totalBytes !== null && partial.bytes > totalBytes) break;
    }
  } catch (error) {
    around.signal.throwIfAborted();
    if (error instanceof LocalFailure) throw error;
    throw connectionFailure(error, answer.host);
  }
  if (totalBytes === null || partial.bytes === totalBytes) return;
  if (partial.bytes < totalBytes) throw new Failure(`${answer.host} stopped before the end of the file`, "backOff");
  await partial.restart();
  throw new Failure(`${answer.host} sends more than the ${totalBytes} bytes of the file`);
}

function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

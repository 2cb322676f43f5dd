/** The part of an answer's headers that says what its body is; names in lower case. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

export type Body =
  /** It continues what is there. */
  | { readonly kind: "append"; readonly totalBytes: number | null }
  /** It is the whole file. */
  | { readonly kind: "restart"; readonly totalBytes: number | null }
  /** Nothing is missing. */
  | { readonly kind: "complete"; readonly totalBytes: number }
  /** The bytes that are there do not begin the server's file: ask again, from the first byte on. */
  | { readonly kind: "askAgain" }
  /** It is neither; the rest of a sentence that begins with the server's name. */
  | { readonly kind: "refuse"; readonly why: string };

/**
 * The meaning of a successful answer, or a 416, to "the rest after `haveBytes` bytes". Servers ignore a range (200),
 * send another one, or have none left. Bytes are appended only where the server says that they belong there.
 */
export function bodyOf(haveBytes: number, status: number, headers: Headers): Body {
  const encoding = text(headers["content-encoding"]);
  if (encoding && encoding !== "identity") return refuse(`sends the file in the encoding ${encoding}`);
  if (status !== 416 && /^text\/html\b/i.test(text(headers["content-type"]) ?? "")) {
    return refuse("sends a web page instead of the file");
  }
  if (status === 200) return { kind: "restart", totalBytes: bytes(headers["content-length"]) };
  if (status === 206) return partial(haveBytes, headers);
  if (status === 416 && haveBytes > 0) {
    const totalBytes = bytes(/^bytes \*\/(\d+)$/.exec(text(headers["content-range"]) ?? "")?.[1]);
    return totalBytes === haveBytes ? { kind: "complete", totalBytes } : { kind: "askAgain" };
  }
  return refuse(`answers ${status}`);
}

/** Headers about a file from a Hugging Face-compatible host, before it sends one elsewhere for it. */
export function announced(headers: Headers): { readonly bytes: number | null; readonly sha256: string | null } {
  const etag = text(headers["x-linked-etag"])?.replace(/^(?:W\/)?"|"$/g, "");
  return {
    bytes: bytes(headers["x-linked-size"]),
    sha256: etag && /^[0-9a-f]{64}$/.test(etag) ? etag : null,
  };
}

/** An ETag by which equal bytes are known; a weak one says less. */
export function strongEtag(headers: Headers): string | null {
  const etag = text(headers.etag);
  return etag?.startsWith('"') ? etag : null;
}

function partial(haveBytes: number, headers: Headers): Body {
  const range = text(headers["content-range"]) ?? "";
  const found = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(range);
  if (!found) return refuse(`sends a part without saying which (${range || "no Content-Range"})`);
  const [start, end] = [Number(found[1]), Number(found[2])];
  const totalBytes = found[3] === "*" ? null : Number(found[3]);
  const length = bytes(headers["content-length"]);
  if (start !== haveBytes)
    return refuse(`sends bytes from ${start} on where those from ${haveBytes} on were asked for`);
  if (totalBytes !== null && end >= totalBytes) return refuse(`sends more than there is (${range})`);
  if (length !== null && length !== end - start + 1)
    return refuse(`contradicts itself about how much it sends (${range})`);
  return { kind: "append", totalBytes };
}

function refuse(why: string): Body {
  return { kind: "refuse", why };
}

function text(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function bytes(header: string | string[] | undefined): number | null {
  const value = text(header);
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : null;
}

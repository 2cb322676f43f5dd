import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";
import { ApiRefusal } from "./refusal.ts";

/** Why a request is not served, before anything of it is read; undefined if it may be. */
export function refusalOf(headers: IncomingHttpHeaders, token: string): ApiRefusal | undefined {
  // Browsers tell where a page comes from, and no page has business here.
  if (headers.origin !== undefined) return new ApiRefusal(403, "web pages are not served");
  if (!isDirect(headers.host)) {
    return new ApiRefusal(
      403,
      "the Host header must be localhost or an IP address: any other name may be made to lead here",
    );
  }
  const given = givenToken(headers);
  if (given === undefined) {
    return new ApiRefusal(401, "send the token that hearth serve printed, as Authorization: Bearer or x-api-key");
  }
  return isSame(given, token)
    ? undefined
    : new ApiRefusal(401, "this is not the token of the hearth serve that runs now");
}

/** A page whose own name its owner has let lead to this machine cannot name an address in its place. */
function isDirect(host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  const { hostname } = new URL(`http://${host}`);
  return hostname === "localhost" || isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
}

function givenToken({ authorization, "x-api-key": key }: IncomingHttpHeaders): string | undefined {
  const bearer = authorization === undefined ? undefined : /^Bearer +(.+)$/i.exec(authorization)?.[1];
  return bearer ?? (typeof key === "string" ? key : undefined);
}

/** In a time that does not tell how much of it is right. */
function isSame(given: string, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

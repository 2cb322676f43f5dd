import type { IncomingMessage } from "node:http";
import { expect, test } from "@jest/globals";
import { admission } from "../../server/view/admission.ts";

const place = { port: 4242, token: "right" };
const asked = (url: string, headers: IncomingMessage["headers"] = {}, method = "GET") =>
  admission({ method, url, headers: { host: "127.0.0.1:4242", ...headers } } as IncomingMessage, place);

test.each([
  ["the page", "/right/", {}, ""],
  ["a file of it", "/right/view.css", { "sec-fetch-site": "same-origin" }, "view.css"],
  [
    "a file by the machine's name",
    "/right/view.js",
    { host: "localhost:4242", origin: "http://localhost:4242" },
    "view.js",
  ],
  ["a link that leads here", "/right/", { "sec-fetch-site": "cross-site", "sec-fetch-dest": "document" }, ""],
])("whoever knows the token gets %s", (_, url, headers, path) => {
  expect(asked(url, headers)).toEqual({ path });
});

test.each([
  ["without a token", 404, "/", {}],
  ["with another token", 404, "/wrong/", {}],
  ["with the beginning of it", 404, "/righ/", {}],
  ["with the token and no folder behind it", 404, "/right", {}],
  ["with the token as a question", 404, "/?right/", {}],
  ["by a name that somebody let lead to this machine", 403, "/right/", { host: "evil.example:4242" }],
  ["by another port's name", 403, "/right/", { host: "127.0.0.1:80" }],
  ["by no name", 403, "/right/", { host: undefined }],
  ["by a page of another origin", 403, "/right/events", { origin: "https://evil.example" }],
  ["by a page without an origin", 403, "/right/events", { origin: "null" }],
  [
    "by a script of another page",
    403,
    "/right/view.js",
    { "sec-fetch-site": "cross-site", "sec-fetch-dest": "script" },
  ],
])("who asks %s is refused with %i", (_, refused, url, headers) => {
  expect(asked(url, headers)).toEqual({ refused });
});

test.each(["POST", "PUT", "DELETE", "OPTIONS", "HEAD"])("nothing is done for a %s, whoever sends it", (method) => {
  expect(asked("/right/", {}, method)).toEqual({ refused: 405 });
});

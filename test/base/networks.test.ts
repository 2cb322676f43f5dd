import { expect, test } from "@jest/globals";
import { hostOf, isLoopback, isPrivate } from "../../base/networks.ts";

test.each(["localhost", "127.0.0.1", "127.1.2.3", "::1", "0:0:0:0:0:0:0:1"])("%s is this machine", (host) => {
  expect(isLoopback(host)).toBe(true);
});

test.each(["0.0.0.0", "::", "128.0.0.1", "10.1.2.3", "127.0.0.1.example", "localhost.example", "gpu", ""])(
  "%s is not this machine, or not it alone",
  (host) => {
    expect(isLoopback(host)).toBe(false);
  },
);

test.each([
  ["http://[::1]:8080/v1", "::1"],
  ["http://127.1:8080", "127.0.0.1"],
  ["https://gpu.example", "gpu.example"],
])("the host of %s is %s", (url, host) => {
  expect(hostOf(new URL(url))).toBe(host);
});

test.each(["127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.9", "100.64.0.1", "::1", "fd12::1", "fe80::1"])(
  "%s is an address of a private network",
  (ip) => {
    expect(isPrivate(ip)).toBe(true);
  },
);

test.each(["8.8.8.8", "172.32.0.1", "192.169.0.1", "0.0.0.0", "2001:db8::1", "gpu.example"])(
  "%s is not: what goes there has to be encrypted",
  (ip) => {
    expect(isPrivate(ip)).toBe(false);
  },
);

import { expect, test } from "@jest/globals";
import { redact, redactAtCursor } from "../../server/context/redaction.ts";

// Put together here so that no scanner takes this file for a leak.
const join = (...parts: string[]) => parts.join("");

test.each([
  ["a GitHub token", join("ghp_", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8")],
  ["an OpenAI key", join("sk-", "proj-a1B2c3D4e5F6g7H8i9J0")],
  ["an AWS key id", join("AKIA", "IOSFODNN7ABCDEFG")],
  ["a JSON web token", join("eyJhbGciOiJIUzI1", ".eyJzdWIiOiIxMjM0NTY3", ".dozjgNryP4J3jVmNHl0w5N")],
  ["random base64", "q8Zr3Kx9Lw2Vt7Yb1Nc6Md4Pf5Gh0JsAeRuTiOk="],
  ["random hexadecimal digits", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"],
])("%s never enters a prompt", (_, secret) => {
  const clean = redact(`connect("${secret}", options)`);
  expect(clean).toBe('connect("[secret]", options)');
});

test("a private key is replaced whole, also where its end is cut off", () => {
  const begin = join("-----BEGIN RSA ", "PRIVATE KEY-----");
  const end = join("-----END RSA ", "PRIVATE KEY-----");
  expect(redact(`a\n${begin}\nMIIE\nabc\n${end}\nb`)).toBe("a\n[secret]\nb");
  expect(redact(`a\n${begin}\nMIIE`)).toBe("a\n[secret]");
});

test("the rest of a key whose beginning is cut off is still random", () => {
  expect(redact("MIIEpAIBAAKCAQEA7bq3Zx9Kw2Lt8Vn5Rc1Yd6Gf4Hj0Ms\nx")).toBe("[secret]\nx");
});

test.each([
  ['password = "hunter2hunter2"', 'password = "[secret]"'],
  ["const apiKey: string = 'kd83jfh28dh3';", "const apiKey: string = '[secret]';"],
  ['{"client_secret": "9d8f7s6d5f"}', '{"client_secret": "[secret]"}'],
  ["export DB_PASSWORD=s3cr3t-and-long", "export DB_PASSWORD=[secret]"],
  ['login(password="hQ2xPa!Zk9LmT\nnext()', 'login(password="[secret]\nnext()'],
  ["postgres://app:pa55word@db/main", "postgres://app:[secret]@db/main"],
])("the value goes, the name stays: %s", (line, clean) => {
  expect(redact(line)).toBe(clean);
});

test.each([
  "const token = tokens[index];",
  'password = getpass("Password: ")',
  "apiKey: process.env.API_KEY,",
  "class AbstractSingletonProxyFactoryBean2Implementation {",
  "import { createReadableStreamFromAsyncIterable } from './streams/readable2/index.ts';",
  'id: "123e4567-e89b-12d3-a456-426614174000"',
  "const token = await this.readNextToken(tokenKind);",
  'const address = "http://localhost:8080808080";',
  'const tokenMissing = "Invalid-token: expired or revoked',
  "if (!apiKey) throw new Error(noKeyFor(name));",
])("ordinary code stays as it is: %s", (line) => {
  expect(redact(line)).toBe(line);
});

test.each([
  ['password = "hunter2│hunter2"', 'password = "[secret]│"'],
  ['password = "│hunter2hunter2"', 'password = "│[secret]"'],
  ['password = "hunter2hunter2│"', 'password = "[secret]│"'],
  ['login(password="hQ2xPa!Zk9LmT│', 'login(password="[secret]│'],
  ['login(password="hQ2xPa!Zk9LmT│)', 'login(password="[secret]│'],
  ['connect("postgres://app:pa55word│', 'connect("[secret]│'],
  ['connect("postgres://app:pa55word│")', 'connect("[secret]│")'],
  ["export DB_PASSWORD=s3c│r3t-and-long", "export [secret]│"],
  ['connect("ghp_a1B2c3D4e5F6g7H8i9J0│k1L2m3")', 'connect("[secret]│")'],
  ['password = "hunter2hunter2", user│name', 'password = "hunter2hunter2", user│name'],
  ["storage.│", "storage.│"],
])("a secret in which the cursor stands is on neither side of it: %s", (marked, clean) => {
  const [before, after] = marked.split("│") as [string, string];
  expect(redactAtCursor(before, after).join("│")).toBe(clean);
});

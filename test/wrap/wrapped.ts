import { fileURLToPath } from "node:url";
import { ProcessEditor } from "../process/editor.ts";
import type { TestUser } from "../process/environment.ts";

const scriptedServer = fileURLToPath(new URL("scriptedServer.js", import.meta.url));

/** An editor of `hearth --stdio --wrap` around a server that does as `script` says. */
export function wrapped(user: TestUser, script: object = {}): ProcessEditor {
  return around(user, [process.execPath, scriptedServer, JSON.stringify(script)]);
}

export function around(user: TestUser, command: readonly string[]): ProcessEditor {
  return new ProcessEditor(user, {}, wrapArgument(command));
}

/** The option of `hearth --stdio` for another server. */
export function wrapArgument(command: readonly string[]): readonly string[] {
  return ["--wrap", command.map((word) => `'${word}'`).join(" ")];
}

export function frameOf(body: string, header = ""): Buffer {
  return Buffer.from(`Content-Length: ${Buffer.byteLength(body)}\r\n${header}\r\n${body}`);
}

/** The bytes of every message that the other server got. */
export async function heardBy({ connection }: ProcessEditor): Promise<Buffer[]> {
  const heard = await connection.sendRequest<string[]>("test/heard");
  return heard.map((bytes) => Buffer.from(bytes, "base64"));
}

/** What it got, as messages. */
export async function messagesTo(editor: ProcessEditor): Promise<{ method?: string; id?: unknown; params: never }[]> {
  return (await heardBy(editor)).map((bytes) => JSON.parse(bytes.toString().split("\r\n\r\n")[1] as string));
}

/** Has the other server write these bytes. */
export async function say({ connection }: ProcessEditor, ...frames: Buffer[]): Promise<void> {
  await connection.sendRequest("test/say", { bytes: Buffer.concat(frames).toString("base64") });
}

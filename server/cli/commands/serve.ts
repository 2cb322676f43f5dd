import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { isLoopback } from "../../../base/networks.ts";
import { Gateway } from "../../../gateway/gateway.ts";
import { type PortFile, removePortFile, runningGateway, writePortFile } from "../../../gateway/portFile.ts";
import type { Config } from "../../config/config.ts";
import { chatChoice, completionChoice, type EngineChoice } from "../../engines/choice.ts";
import { openEngine } from "../../engines/open.ts";
import { Engines } from "../../engines/roles.ts";
import { CommandError, command, type Io, print } from "../command.ts";
import { commandConfig } from "../engine.ts";

/** Always the same, so that it can stand in the settings of other programs. */
const usualPort = 8417;

export const serveCommand = command({
  usage: "serve [--port N] [--model MODEL] [--host ADDRESS --allow-network] [--env]",
  summary: "Lets other programs of yours use the model in memory, by OpenAI's and Anthropic's APIs.",
  details: `
Serves /v1/models, /v1/completions, /v1/chat/completions and /v1/messages until it is ended with Ctrl-C.
Every request must show the token that is printed; it is a new one each time. Editors are served first: completions
wait for whoever types, conversations for everything that editors ask.

  --port N          ${usualPort} if not given; 0 for any that is free
  --model MODEL     an id that hearth models lists, or a GGUF file, instead of the configured model
  --host ADDRESS    an address of this machine to listen on instead of 127.0.0.1; others in the network can then
  --allow-network   reach it, unencrypted, which has to be said with this
  --env             prints the environment variables for programs that are to use the gateway that runs now:
                    eval "$(hearth serve --env)"`,
  options: {
    port: { type: "string" },
    model: { type: "string" },
    host: { type: "string" },
    "allow-network": { type: "boolean" },
    env: { type: "boolean" },
  },
  most: 0,
  run: async (
    { port = String(usualPort), host = "127.0.0.1", model, env, "allow-network": allowNetwork },
    _rest,
    io,
  ) => {
    const running = runningGateway();
    if (env) return printEnvironment(running, io);
    if (running) throw new CommandError(`process ${running.pid} serves already, on port ${running.port}`);
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new CommandError("--port must be a number to 65535", 2);
    if (!isLoopback(host) && !allowNetwork) {
      throw new CommandError(`on ${host} others in the network could reach the model; say so with --allow-network`, 2);
    }
    await serveUntilTold(Number(port), host, ownModels(commandConfig(model)), io);
  },
});

/** Requests of other programs stay on this machine. A server that has a key of the user is not lent out. */
function ownModels(config: Config): Config {
  if ("remote" in completionChoice(config)) {
    throw new CommandError(`${config.model} is a server, not a model of this machine; name a file with --model`);
  }
  const chat = chatChoice(config);
  return chat && "remote" in chat ? { ...config, chat: { model: "same" } } : config;
}

async function serveUntilTold(port: number, host: string, config: Config, io: Io): Promise<void> {
  const log = (message: string) => void io.stderr.write(`hearth: ${message}\n`);
  const open = (choice: EngineChoice) => openEngine(choice, { name: "hearth serve", log, tell: log });
  const engines = new Engines(config, open, log);
  const token = randomBytes(32).toString("base64url");
  const gateway = new Gateway({ completion: engines.completion, chat: engines.chat, token, log });
  try {
    const listening = await gateway.listen(port, host).catch((error) => {
      throw new CommandError(`port ${port} of ${host} cannot be had (${error.code}); choose another with --port`);
    });
    const place = { host, port: listening, token, pid: process.pid };
    writePortFile(place);
    process.once("exit", removePortFile);
    print(io, greeting(place));
    await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM"), once(process, "SIGHUP")]);
    await gateway.close();
  } finally {
    removePortFile();
    engines.dispose();
  }
}

function greeting(place: PortFile): string {
  return `Serving at ${urlOf(place)} to whoever shows this token:\n\n  ${place.token}\n\nFor other programs: eval "$(hearth serve --env)"`;
}

function printEnvironment(running: PortFile | undefined, io: Io): void {
  if (!running) throw new CommandError("nothing is served now; start hearth serve first");
  const { token } = running;
  const url = urlOf(running);
  const variables = {
    OPENAI_BASE_URL: `${url}/v1`,
    OPENAI_API_KEY: token,
    ANTHROPIC_BASE_URL: url,
    ANTHROPIC_AUTH_TOKEN: token,
    ZED_OPEN_AI_COMPATIBLE_EDIT_PREDICTION_API_KEY: token,
  };
  print(
    io,
    Object.entries(variables)
      .map(([name, value]) => `export ${name}='${value}'`)
      .join("\n"),
  );
}

function urlOf({ host, port }: PortFile): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

import { anthropic } from "./apis/anthropic.ts";
import { llamaServer } from "./apis/llamaServer.ts";
import { openAi } from "./apis/openAi.ts";

/** The kinds of servers, by the names that settings call them. */
export const remoteApis = { openai: openAi, "llama-server": llamaServer, anthropic } as const;

export type RemoteApiName = keyof typeof remoteApis;

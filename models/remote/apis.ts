import { anthropic } from "./apis/anthropic.ts";
import { llamaServer } from "./apis/llamaServer.ts";
import { openAi } from "./apis/openAi.ts";
import { vllm } from "./apis/vllm.ts";

/** The kinds of servers, by the names that settings call them. */
export const remoteApis = { openai: openAi, vllm, "llama-server": llamaServer, anthropic } as const;

export type RemoteApiName = keyof typeof remoteApis;

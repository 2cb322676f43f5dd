import type { ChatMessage } from "../../../models/chat.ts";
import type { Generation, LoadedModel } from "../../../models/engine.ts";
import type { TracedRequest } from "../../../models/trace.ts";
import type { ChatContext } from "../../context/prompts/chat.ts";
import type { SourceFile } from "../../index/sourceFile.ts";
import { lineNumberAt } from "../../text/lines.ts";
import { Timeline } from "./timeline.ts";

/** What a model was told in a conversation, and its answer. */
export type Asked = {
  readonly system: string;
  readonly context: ChatContext;
  readonly since: readonly ChatMessage[];
  readonly generation: Generation;
  readonly model: LoadedModel;
};

/** The place that something was asked for. Holds no text of its file. */
export type AskedPlace = {
  readonly uri: string;
  /** For a model: below its folder. */
  readonly path: string;
  /** Counts from 1. */
  readonly line: number;
};

/** How a request ended. */
export type CourseEnd = {
  /** What was asked for, in words: an action's title, the name that is explained. */
  readonly title: string;
  /** In a word. */
  readonly outcome: string;
  /** A sentence for the user. */
  readonly message?: string | undefined;
  /** The lines that an edit changes, or an explanation. */
  readonly text?: string | undefined;
};

/** The course of a request for something else than a suggestion: where its time goes, and what a model is asked. */
export class Course {
  readonly timeline = new Timeline();
  readonly asked: Asked[] = [];
  readonly request: TracedRequest;
  readonly place: AskedPlace;

  constructor(request: TracedRequest, place: AskedPlace) {
    this.request = request;
    this.place = place;
  }
}

export function askedPlace(file: SourceFile, offset: number): AskedPlace {
  const line = lineNumberAt(file.lineStarts, offset) + 1 - file.linesAbove;
  return { uri: file.uri, path: file.path, line };
}

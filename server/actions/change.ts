import type { InstructionName } from "../../models/instructions.ts";
import type { Section } from "../context/prompts/chat.ts";
import { changeContext } from "../context/prompts/refactor.ts";
import type { EditMode, EditTarget } from "../edits/target.ts";
import type { Definition } from "../languages/tags.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { EditQuestion, OfferWork } from "./action.ts";
import { type Site, targetIn, viewed } from "./site.ts";

type Wish = {
  readonly instruction: InstructionName;
  /** The thing to be done here. The model reads it last. */
  readonly say: string;
  readonly mode?: EditMode;
  /** Parts of the range whose code stays as it is. */
  readonly kept?: readonly OffsetRange[];
  /** Nothing is to be done otherwise afterwards. */
  readonly keepsValues?: true;
  readonly beside?: readonly Section[];
  readonly takenBack?: EditTarget["takenBack"];
};

/** Part of the site's file is shown, and written again. */
export function changeOf(
  site: Site,
  range: OffsetRange,
  { instruction, say, mode = "replace", beside = [], kept, keepsValues, takenBack = [] }: Wish,
): OfferWork {
  const { start, end } = range;
  const definition = site.tags.definitions.find(
    (one) => one.end === end && one.start >= start && one.docStart <= start,
  );
  const change = { file: viewed(site), start, end, instruction: say, beside, ...known(definition) };
  const question = (): EditQuestion => ({
    instruction,
    target: {
      ...targetIn(site, range, mode),
      ...(kept && { kept }),
      ...(keepsValues && { keepsValues }),
      ...(takenBack.length > 0 && { takenBack }),
    },
    show: (situation, room) => changeContext(situation, change, room),
  });
  return { does: "ask", question };
}

function known(definition: Definition | undefined): { definition?: Definition } {
  return definition ? { definition } : {};
}

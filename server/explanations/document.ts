import { keepNewest, writePrivately } from "./privateFile.ts";

/** Those written longest ago are removed: an editor shows the newest. */
const maxDocuments = 20;

/** Writes an explanation as a file that an editor can show. Resolves to its path; throws where it cannot be written. */
export async function writeDocument(folder: string, title: string, key: string, markdown: string): Promise<string> {
  const name = title
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60);
  // What was asked anew appears in the document that is open already.
  const path = await writePrivately(folder, `${name}-${key.slice(0, 8)}.md`, markdown);
  await keepNewest(folder, maxDocuments);
  return path;
}

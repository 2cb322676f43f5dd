/** A large model may be split into files "name-00001-of-00003.gguf"; llama.cpp finds the others beside the first. */
const numbered = /-(\d{5})-of-(\d{5})(?=\.gguf$)/i;

/** The names of all parts of a file, the first first. A file that is not split has its own name alone. */
export function splitFileParts(file: string): readonly string[] {
  const found = numbered.exec(file);
  const count = Number(found?.[2] ?? 1);
  if (!found || count < 1) return [file];
  const name = (part: number) => file.replace(numbered, `-${String(part).padStart(5, "0")}-of-${found[2]}`);
  return Array.from({ length: count }, (_, index) => name(index + 1));
}

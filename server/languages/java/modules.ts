import type { ModuleRules } from "../modules.ts";
import { folderOf } from "../projectFiles.ts";

/** Folders that by custom of Maven and Gradle hold packages: `src/main/java`, `src/test/kotlin`. */
const sourceSet = /(^|\/)src\/(\w+)\/(?:java|kotlin|scala)(?=\/)/;

/**
 * How languages of the Java machine find types: by their package, which is a folder below a folder of sources, and by
 * their name, which is mostly their file's. A type of Java may be Kotlin's, which is another group of files here.
 */
export function packageModules(ending: string): ModuleRules {
  return {
    fileOf: ({ has }, from, specifier) => {
      const parts = specifier.split(".");
      // The last parts may name a member, or a type in a type.
      for (const length of [parts.length, parts.length - 1, parts.length - 2]) {
        const path = `${parts.slice(0, length).join("/")}${ending}`;
        const found =
          length > 0 &&
          rootsOf(from, parts)
            .map((root) => root + path)
            .find(has);
        if (found) return found;
      }
      return undefined;
    },
    reaches: (_, { path, imports }, to) => {
      const home = packageOf(folderOf(to));
      if (packageOf(folderOf(path)) === home) return true;
      return imports.some(({ specifier, names }) => {
        const imported = `/${specifier.replaceAll(".", "/")}`;
        // A type brings its members; what is imported may be one of these, or a type in it.
        const type = `/${to.slice(0, -ending.length)}`;
        if (type.endsWith(imported) || type.endsWith(imported.replace(/\/[^/]*$/, ""))) return true;
        return names.some((name) => name.imported === "*") && `/${home}`.endsWith(imported);
      });
    },
  };
}

/** The folders that packages stand in: this file's own, and those of what it tests, which lie beside it. */
function rootsOf(from: string, parts: readonly string[]): readonly string[] {
  const [first = ""] = parts;
  const at = `/${from}`.lastIndexOf(`/${first}/`);
  const known = sourceSet.exec(from);
  const own = known ? from.slice(0, known.index + known[0].length + 1) : at < 0 ? undefined : from.slice(0, at);
  if (own === undefined) return [""];
  const beside = ["main", "test", "commonMain", "jvmMain"].map((set) =>
    own.replace(sourceSet, (all, start: string, used: string) => all.replace(`src/${used}/`, `src/${set}/`) || start),
  );
  return [...new Set([own, ...beside, ""])];
}

/** The folder of a package below its folder of sources. */
export function packageOf(folder: string): string {
  const found = sourceSet.exec(`${folder}/`);
  return found ? folder.slice(found.index + found[0].length + 1) : folder;
}

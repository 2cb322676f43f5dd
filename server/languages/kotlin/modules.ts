import { packageModules, packageOf } from "../java/modules.ts";
import type { ModuleRules } from "../modules.ts";
import { folderOf } from "../projectFiles.ts";

const asInJava = packageModules(".kt");

/** Types are found as in Java. A file may also declare what it is not called after, which its whole package offers. */
export const kotlinModules: ModuleRules = {
  ...asInJava,
  reaches: (files, from, to) => {
    if (asInJava.reaches?.(files, from, to)) return true;
    const home = `/${packageOf(folderOf(to))}`;
    return from.imports.some(({ specifier }) => {
      const parts = specifier.split(".");
      // A name of the package, or a member of one: `shop.tax.rate`, `shop.Item.Companion.parse`.
      return [1, 2, 3].some((up) => parts.length > up && home.endsWith(`/${parts.slice(0, -up).join("/")}`));
    });
  },
};

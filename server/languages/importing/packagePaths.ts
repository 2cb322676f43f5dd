import type { ImportPaths } from "./lines.ts";

/** The paths of imports where a package and a name are one path: `import shop.orders.Order`. `end` ends a statement. */
export function packagePaths(end: string): ImportPaths {
  return {
    begun: /^import\s+((?!static\b)[\w.]*)$/,
    end,
    imported: ({ specifier }, { imported, local }, statement) => {
      if (statement.startsWith("import static") || local === "*") return undefined;
      return local === imported && specifier.endsWith(`.${imported}`) ? specifier : undefined;
    },
    whole: (specifier, name) => `${specifier}.${name}`,
    declared: ({ text }, name) => {
      const own = /^[ \t]*package\s+([\w.]+)/m.exec(text)?.[1];
      return own === undefined ? undefined : `${own}.${name}`;
    },
  };
}

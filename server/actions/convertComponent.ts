import { rulesOf } from "../languages/languages.ts";
import type { DefinitionKind } from "../languages/tags.ts";
import type { Action } from "./action.ts";
import { changeOf } from "./change.ts";
import { definitionAt } from "./definitionAt.ts";
import type { Site } from "./site.ts";

const classes: ReadonlySet<DefinitionKind> = new Set(["class"]);

/**
 * A React component that is a class becomes a function.
 *
 * @example Convert Price to a function component
 * ```tsx
 * class │Price extends React.Component<{ cents: number }> {
 *   render() {
 *     return <b>{this.props.cents / 100}</b>;
 *   }
 * }
 * ```
 * ```tsx
 * «function Price(props: { cents: number }) {
 *   return <b>{props.cents / 100}</b>;
 * }»
 * ```
 */
export const convertComponent: Action = {
  id: "convert-to-function-component",
  kind: "refactor.rewrite",
  offers: (site) => {
    if (!rulesOf(site.language).conversions?.has("functionComponent")) return [];
    const component = definitionAt(site, classes);
    if (!component || !isComponent(site, component)) return [];
    const say = `Write the component \`${component.name}\` as a function with hooks. What it shows and does stays the same, and so do its name and its props.`;
    const work = changeOf(site, component, { instruction: "convert", say, keepsValues: true });
    return [{ title: `Convert ${component.name} to a function component`, work }];
  },
};

function isComponent({ tags, file }: Site, component: Site["tags"]["definitions"][number]): boolean {
  const head = file.text.slice(component.start, component.bodyStart);
  const at = tags.definitions.indexOf(component);
  const renders = tags.definitions.some(({ parent, name }) => parent === at && name === "render");
  return renders && /\bextends\s+(?:React\.)?(?:Pure)?Component\b/.test(head);
}

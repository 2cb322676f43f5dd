import { ApiRefusal } from "./refusal.ts";

/** A request's body. What is not known is ignored, as by the servers that clients were written for. */
export type Fields = Readonly<Record<string, unknown>>;

/** A whole number from 1, or `otherwise` where there is none. Throws ApiRefusal. */
export function countIn(body: Fields, name: string, otherwise: number): number {
  const value = body[name] ?? otherwise;
  if (typeof value === "number" && Number.isInteger(value) && value > 0) return value;
  throw new ApiRefusal(400, `${name} must be a whole number from 1`);
}

/** Throws ApiRefusal. */
export function temperatureIn({ temperature = null }: Fields): number {
  if (temperature === null) return 0;
  if (typeof temperature === "number" && temperature >= 0 && temperature <= 2) return temperature;
  throw new ApiRefusal(400, "temperature must be a number from 0 to 2");
}

/** Texts to stop at, of which there may be one, several or none. Throws ApiRefusal. */
export function stopsIn(body: Fields, name: string): readonly string[] {
  const stops = [body[name] ?? []].flat();
  if (stops.every((stop) => typeof stop === "string")) return stops.filter((stop) => stop !== "");
  throw new ApiRefusal(400, `${name} must be a text or a list of texts`);
}

/** Throws ApiRefusal for what would be answered wrongly if it were ignored. */
export function refuseUnsupported(
  body: Fields,
  unsupported: Readonly<Record<string, (value: unknown) => boolean>>,
): void {
  for (const [name, isAsked] of Object.entries(unsupported)) {
    if (isAsked(body[name])) throw new ApiRefusal(400, `hearth serve does not support ${name}`);
  }
}

export const isTrue = (value: unknown): boolean => value === true;
export const isSome = (value: unknown): boolean => value !== undefined && value !== null && value !== false;
export const isFilled = (value: unknown): boolean => Array.isArray(value) && value.length > 0;
export const isSeveral = (value: unknown): boolean => typeof value === "number" && value > 1;

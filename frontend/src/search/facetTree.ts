import type { FacetValue } from "../api/types";

export interface FacetLine extends FacetValue {
  /** how far below its top: 广东省 0, 广东省/广州市 1 */
  depth: number;
}

const above = (value: string) => value.slice(0, Math.max(0, value.lastIndexOf("/")));

/**
 * Values that are paths, each under the one it lies below; else the order they came in stays.
 * A value whose upper one is missing stands at the top.
 */
export function facetTree(values: readonly FacetValue[]): FacetLine[] {
  const known = new Set(values.map(({ value }) => value));
  const below = new Map<string, FacetValue[]>();
  for (const each of values) {
    const upper = above(each.value);
    const under = known.has(upper) ? upper : "";
    below.set(under, [...(below.get(under) ?? []), each]);
  }
  const lines = (upper: string, depth: number): FacetLine[] =>
    (below.get(upper) ?? []).flatMap((each) => [
      { ...each, depth },
      ...lines(each.value, depth + 1),
    ]);
  return lines("", 0);
}

import type { FacetValue } from "../api/types";

export interface FacetLine extends FacetValue {
  /** how far below its top: 广东省 0, 广东省/广州市 1 */
  depth: number;
  /** something lies below it */
  leads: boolean;
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
      { ...each, depth, leads: below.has(each.value) },
      ...lines(each.value, depth + 1),
    ]);
  return lines("", 0);
}

/** The lines below which everything is open, and those that are wanted whatever is closed. */
export function seenLines(
  lines: readonly FacetLine[],
  isOpen: (value: string) => boolean,
  wanted: readonly string[],
): FacetLine[] {
  let closed = Number.POSITIVE_INFINITY;
  return lines.filter(({ value, depth }) => {
    const hidden = depth > closed;
    if (!hidden) closed = isOpen(value) ? Number.POSITIVE_INFINITY : depth;
    return !hidden || wanted.includes(value);
  });
}

/** Lines up to the one before which so many stand at the top, and those that are wanted. */
export function firstLines(
  lines: readonly FacetLine[],
  most: number,
  wanted: readonly string[],
): FacetLine[] {
  let top = 0;
  return lines.filter(({ value, depth }) => {
    if (depth === 0) top += 1;
    return top <= most || wanted.includes(value);
  });
}

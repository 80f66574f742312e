export type MarkKind = "search" | "note" | "draft" | "focus" | "heading" | "reference";

/** A stretch of the text that is shown in some way, `[start, end)` in code points. */
export interface Mark {
  kind: MarkKind;
  start: number;
  end: number;
  /** of a note; of a reference, the address that it names */
  id?: string;
}

export interface Segment {
  start: number;
  end: number;
  marks: Mark[];
}

/**
 * Cuts `[start, end)` wherever a mark begins or ends, so that marks may overlap at will:
 * each segment carries all the marks that cover it, and the segments joined are the text.
 */
export function segments(start: number, end: number, marks: readonly Mark[]): Segment[] {
  const inside = marks.filter((mark) => mark.start < end && mark.end > start);
  const cuts = new Set([start, end]);
  for (const mark of inside) {
    cuts.add(Math.max(start, mark.start));
    cuts.add(Math.min(end, mark.end));
  }
  const places = [...cuts].sort((one, other) => one - other);
  return places.slice(0, -1).map((from, order) => {
    const to = places[order + 1] ?? end;
    return {
      start: from,
      end: to,
      marks: inside.filter((mark) => mark.start <= from && mark.end >= to),
    };
  });
}

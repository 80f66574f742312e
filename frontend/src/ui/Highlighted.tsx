import { useMemo } from "react";
import type { Offsets } from "../api/types";
import { CodePoints } from "../text/codepoints";
import { segments } from "../text/segments";

interface Props {
  text: string;
  /** code points, counted like `offset` */
  highlights: readonly Offsets[];
  /** where the text begins in the document; 0 for a title */
  offset?: number;
}

/** A short text with what matched marked in it, in the script it was printed in. */
export function Highlighted({ text, highlights, offset = 0 }: Props) {
  const points = useMemo(() => new CodePoints(text), [text]);
  const marks = highlights.map(([start, end]) => ({
    kind: "search" as const,
    start: start - offset,
    end: end - offset,
  }));
  return segments(0, points.length, marks).map(({ start, end, marks: on }) => {
    const piece = points.slice(start, end);
    return on.length > 0 ? <mark key={start}>{piece}</mark> : piece;
  });
}

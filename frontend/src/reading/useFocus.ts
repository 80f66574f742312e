import { type RefObject, useCallback, useEffect, useState } from "react";
import { useLocation } from "react-router";
import type { TextRange } from "../text/selection";
import { placeIn, scrollToOffset } from "./place";

/**
 * The one stretch of the text that attention is drawn to: first what the address names, then
 * what is clicked; `cited`: the provision that the address names, once it is found. `show` goes there and marks it, `go` only goes.
 */
export function useFocus(paper: RefObject<HTMLElement | null>, cited?: TextRange) {
  const { hash, search } = useLocation();
  const [focus, setFocus] = useState<TextRange | null>(() => placeIn(hash, search));

  useEffect(() => setFocus(placeIn(hash, search)), [hash, search]);
  useEffect(() => {
    if (cited) setFocus({ start: cited.start, end: cited.end });
  }, [cited]);
  useEffect(() => {
    // after the marks are on the page
    if (focus && paper.current) scrollToOffset(paper.current, focus.start);
  }, [focus, paper]);

  const show = useCallback((start: number, end: number) => setFocus({ start, end }), []);
  const go = useCallback(
    (offset: number) => {
      if (paper.current) scrollToOffset(paper.current, offset, "start");
    },
    [paper],
  );
  return { focus, show, go };
}

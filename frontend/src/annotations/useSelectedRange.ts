import { type RefObject, useEffect, useState } from "react";
import { selectedRange, type TextRange } from "../text/selection";

export interface Selected extends TextRange {
  /** the end of the selection on the page, in CSS pixels from its top left corner */
  left: number;
  top: number;
}

/** What is selected in the paper once the pointer is up; null for nothing. */
export function useSelectedRange(paper: RefObject<HTMLElement | null>) {
  const [selected, setSelected] = useState<Selected | null>(null);
  useEffect(() => {
    let pressed = false;
    const look = () => {
      const root = paper.current;
      const selection = document.getSelection();
      const range = root && selectedRange(root, selection);
      if (!range || !selection) return setSelected(null);
      const boxes = selection.getRangeAt(0).getClientRects();
      const last = boxes[boxes.length - 1] ?? selection.getRangeAt(0).getBoundingClientRect();
      setSelected({
        ...range,
        left: last.right + window.scrollX,
        top: last.bottom + window.scrollY,
      });
    };
    const changed = () => {
      if (!pressed) look();
    };
    const down = (event: PointerEvent) => {
      pressed = event.target instanceof Node && paper.current?.contains(event.target) === true;
    };
    const up = () => {
      if (pressed) requestAnimationFrame(look);
      pressed = false;
    };
    document.addEventListener("selectionchange", changed);
    document.addEventListener("pointerdown", down);
    document.addEventListener("pointerup", up);
    document.addEventListener("pointercancel", up);
    return () => {
      document.removeEventListener("selectionchange", changed);
      document.removeEventListener("pointerdown", down);
      document.removeEventListener("pointerup", up);
      document.removeEventListener("pointercancel", up);
    };
  }, [paper]);
  return { selected, clear: () => setSelected(null) };
}

import { countCodePoints } from "./codepoints";

/** An element that shows the text from this code point on, and nothing but the text. */
export const OFFSET_ATTRIBUTE = "data-start";
const LINES = `[${OFFSET_ATTRIBUTE}]`;

export interface TextRange {
  start: number;
  end: number;
}

function lineOf(node: Node): HTMLElement | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest<HTMLElement>(LINES) ?? null;
}

/** Code points of the text before a point of the page; null where no line holds the point. */
export function offsetAt(node: Node, offset: number): number | null {
  const line = lineOf(node);
  if (!line) return null;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(node, offset);
  return Number(line.getAttribute(OFFSET_ATTRIBUTE)) + countCodePoints(before.toString());
}

/** Where a point between two lines falls: the end of the line before it, or the next one's start. */
function nearestOffset(root: HTMLElement, node: Node, offset: number, side: "start" | "end") {
  const point = document.createRange();
  point.setStart(node, offset);
  const lines = [...root.querySelectorAll<HTMLElement>(LINES)];
  const after = lines.findIndex((line) => point.comparePoint(line, 0) > 0);
  const line = side === "start" ? lines[after] : lines[(after < 0 ? lines.length : after) - 1];
  if (!line) return null;
  const from = Number(line.getAttribute(OFFSET_ATTRIBUTE));
  return side === "start" ? from : from + countCodePoints(line.textContent ?? "");
}

/** What is selected inside `root`, as offsets into the text; null for nothing, or only outside. */
export function selectedRange(root: HTMLElement, selection: Selection | null): TextRange | null {
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(root)) return null;
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const start =
    offsetAt(startContainer, startOffset) ??
    nearestOffset(root, startContainer, startOffset, "start");
  const end =
    offsetAt(endContainer, endOffset) ?? nearestOffset(root, endContainer, endOffset, "end");
  return start === null || end === null || start >= end ? null : { start, end };
}

/** The range without the white space at its ends: a triple click also takes the line's end. */
export function trimmed(range: TextRange, slice: (start: number, end: number) => string) {
  const chosen = slice(range.start, range.end);
  const start = range.start + countCodePoints(chosen) - countCodePoints(chosen.trimStart());
  const end = start + countCodePoints(chosen.trim());
  return start < end ? { start, end } : null;
}

import type { LegalDocument } from "../api/types";

/** A line of the table of contents. */
export interface Entry {
  start: number;
  words: string;
  depth: number;
  /** an attached document, not a heading */
  part: boolean;
}

const DEEPEST = 2;
const LONGEST = 40;

type Outlined = Pick<LegalDocument, "outline" | "parts">;

/**
 * The outline as a list, attached documents among the headings where they begin. Long running
 * text after a heading is left to the text; levels below the third too.
 */
export function contentsOf(
  { outline, parts }: Outlined,
  words: (start: number, end: number) => string,
) {
  const entries: Entry[] = parts.map(({ start, title }) => ({
    start,
    words: title,
    depth: 0,
    part: true,
  }));
  const parting = parts.length > 0 ? 1 : 0;
  const walk = (nodes: LegalDocument["outline"], depth: number) => {
    for (const node of nodes) {
      const line =
        words(node.start, Math.min(node.end, node.start + LONGEST + 1)).split("\n")[0] ?? "";
      const cut = [...line].length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
      entries.push({ start: node.start, words: cut, depth, part: false });
      if (depth - parting < DEEPEST) walk(node.children, depth + 1);
    }
  };
  walk(outline, parting);
  return entries.sort((one, other) => one.start - other.start || one.depth - other.depth);
}

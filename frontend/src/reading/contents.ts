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
/** what two lines of the list hold at most */
const LONGEST = 60;
const ARTICLE = /^第.+[条條]/;

type Outlined = Pick<LegalDocument, "outline" | "parts">;

/**
 * The outline as a list, attached documents among the headings where they begin. Levels below the
 * third are left to the text.
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
      // an article's heading is its number alone: the line says what it is about
      const length = ARTICLE.test(node.heading) ? LONGEST : [...node.heading].length;
      const line = words(node.start, Math.min(node.end, node.start + length)).split("\n")[0] ?? "";
      entries.push({ start: node.start, words: line, depth, part: false });
      if (depth - parting < DEEPEST) walk(node.children, depth + 1);
    }
  };
  walk(outline, parting);
  return entries.sort((one, other) => one.start - other.start || one.depth - other.depth);
}

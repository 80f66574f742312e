import type { Cell } from "../api/types";

/** How a line is set, after the model of GB/T 9704. */
export type Role =
  | "masthead"
  | "number"
  | "title"
  | "subtitle"
  | "addressee"
  | "chapter"
  | "article"
  | "first"
  | "second"
  | "third"
  | "signature"
  | "attachment"
  | "print"
  | "cell"
  | "body";

/**
 * A line of the text, `[start, end)` in code points; `run`: how much of it is its heading;
 * `cell`: the one that it stands in.
 */
export interface Line {
  role: Role;
  start: number;
  end: number;
  run: number;
  cell: Cell | null;
}

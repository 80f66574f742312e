import type { Cell } from "../api/types";
import type { Line } from "./line";

/** A cell as it is set: its lines, and over how many columns. */
export interface Box {
  column: number;
  columns: number;
  lines: Line[];
}

export interface Table {
  rows: Box[][];
}

/** The cell that holds each place of the text where a line may begin. */
export function cellFinder(cells: readonly Cell[]): (start: number) => Cell | null {
  let at = 0;
  // lines are asked for in order
  return (start) => {
    while ((cells[at]?.end ?? Number.POSITIVE_INFINITY) < start) at += 1;
    const cell = cells[at];
    return cell && cell.start <= start && start < cell.end ? cell : null;
  };
}

/** Lines as they are, those of a table together. */
export function withTables(lines: readonly Line[]): (Line | Table)[] {
  const found: (Line | Table)[] = [];
  for (let first = 0; first < lines.length; ) {
    const table = lines[first]?.cell?.table;
    let last = first + 1;
    if (table === undefined) {
      found.push(...lines.slice(first, last));
    } else {
      while (lines[last]?.cell?.table === table) last += 1;
      found.push(tableOf(lines.slice(first, last)));
    }
    first = last;
  }
  return found;
}

/** Rows as wide as the table: what stands alone in its row, a heading or a note, takes it all. */
function tableOf(lines: readonly Line[]): Table {
  const rows = new Map<number, Map<number, Line[]>>();
  let columns = 0;
  for (const line of lines) {
    const { row, column } = line.cell ?? { row: 0, column: 0 };
    const cells = rows.get(row) ?? new Map<number, Line[]>();
    rows.set(row, cells.set(column, [...(cells.get(column) ?? []), line]));
    columns = Math.max(columns, column + 1);
  }
  return {
    rows: [...rows.values()].map((cells) => {
      const alone = cells.size === 1 ? cells.get(0) : undefined;
      if (alone) return [{ column: 0, columns, lines: alone }];
      return Array.from({ length: columns }, (_, column) => ({
        column,
        columns: 1,
        lines: cells.get(column) ?? [],
      }));
    }),
  };
}

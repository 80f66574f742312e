import { describe, expect, it } from "vitest";
import { CodePoints } from "../text/codepoints";
import { withTables } from "./tables";
import { typeset } from "./typeset";

const LINES = [
  "目录如下：",
  "文件",
  "文号",
  "甲办法",
  "第二行",
  "𠀀府〔1〕号",
  "乙办法",
  "说明：略",
  "完。",
];
const TEXT = new CodePoints(LINES.join("\n"));

function cell(row: number, column: number, from: number, to = from) {
  const start = [...LINES.slice(0, from).join("\n"), ...(from ? "\n" : "")].length;
  const end = [...LINES.slice(0, to + 1).join("\n")].length;
  return { table: 0, row, column, start, end };
}

const CELLS = [
  cell(0, 0, 1),
  cell(0, 1, 2),
  cell(1, 0, 3, 4),
  cell(1, 1, 5),
  cell(2, 1, 6),
  cell(3, 0, 7),
];

describe("withTables", () => {
  const lines = typeset(TEXT, { title: "", facts: [], parts: [], outline: [], cells: CELLS });
  const words = ({ start, end }: { start: number; end: number }) => TEXT.slice(start, end);

  it("sets the lines of a table together, by rows and cells", () => {
    const told = withTables(lines).map((piece) =>
      "rows" in piece
        ? piece.rows.map((row) => row.map((box) => box.lines.map(words).join("/")))
        : words(piece),
    );
    expect(told).toEqual([
      "目录如下：",
      [["文件", "文号"], ["甲办法/第二行", "𠀀府〔1〕号"], ["", "乙办法"], ["说明：略"]],
      "完。",
    ]);
  });

  it("lets what stands alone in its row take all of it", () => {
    const table = withTables(lines)[1];
    const last = table && "rows" in table ? table.rows[3] : undefined;
    expect(last?.map(({ columns }) => columns)).toEqual([2]);
  });

  it("takes no line outside for one of a cell", () => {
    expect(lines.map(({ role }) => role === "cell")).toEqual([
      false,
      ...Array(7).fill(true),
      false,
    ]);
  });
});

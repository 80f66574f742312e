import { expect, it } from "vitest";
import { type Mark, segments } from "./segments";

const search: Mark = { kind: "search", start: 12, end: 15 };
const note: Mark = { kind: "note", id: "n1", start: 14, end: 30 };

it("is one segment where nothing is marked", () => {
  expect(segments(10, 20, [])).toEqual([{ start: 10, end: 20, marks: [] }]);
});

it("cuts where marks begin, end and overlap", () => {
  expect(segments(10, 20, [search, note])).toEqual([
    { start: 10, end: 12, marks: [] },
    { start: 12, end: 14, marks: [search] },
    { start: 14, end: 15, marks: [search, note] },
    { start: 15, end: 20, marks: [note] },
  ]);
});

it("leaves out marks that only touch the stretch", () => {
  const before: Mark = { kind: "note", start: 5, end: 10 };
  const after: Mark = { kind: "note", start: 20, end: 21 };
  expect(segments(10, 20, [before, after])).toHaveLength(1);
});

it("has no segment for an empty stretch", () => {
  expect(segments(7, 7, [])).toEqual([]);
});

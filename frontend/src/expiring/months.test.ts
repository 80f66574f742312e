import { expect, it } from "vitest";
import { byMonth, monthWords } from "./months";

it("groups by the month of the end and keeps the order", () => {
  const ends = ["2026-12-31", "2026-12-31", "2027-01-31", "2027-12-31"].map((day) => ({
    ends: day,
  }));
  expect(byMonth(ends).map(({ month, items }) => [month, items.length])).toEqual([
    ["2026-12", 2],
    ["2027-01", 1],
    ["2027-12", 1],
  ]);
});

it("names a month without leading zeros", () => {
  expect(monthWords("2027-01")).toBe("2027年1月");
});

import { expect, it } from "vitest";
import { documentAddress } from "./address";

it("is short where nothing is carried over", () => {
  expect(documentAddress("d7")).toBe("/documents/d7");
  expect(documentAddress("d7", { q: "", mode: "any", asOf: null })).toBe("/documents/d7");
});

it("carries the query, the day and the place", () => {
  expect(documentAddress("d7", { q: "渡口", mode: "any", asOf: "2024-01-01", place: [3, 9] })).toBe(
    "/documents/d7?q=%E6%B8%A1%E5%8F%A3&mode=any&as_of=2024-01-01#3-9",
  );
});

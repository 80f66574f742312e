import { expect, it } from "vitest";
import { citedPlace, documentAddress } from "./address";

it("is short where nothing is carried over", () => {
  expect(documentAddress("d7")).toBe("/documents/d7");
  expect(documentAddress("d7", { q: "", mode: "any", asOf: null })).toBe("/documents/d7");
});

it("carries the query, the day and the place", () => {
  expect(documentAddress("d7", { q: "渡口", mode: "any", asOf: "2024-01-01", place: [3, 9] })).toBe(
    "/documents/d7?q=%E6%B8%A1%E5%8F%A3&mode=any&as_of=2024-01-01#3-9",
  );
});

it("leads to a cited provision", () => {
  expect(documentAddress("d7", { provision: citedPlace("附件1", "第三条") })).toBe(
    "/documents/d7?provision=%E9%99%84%E4%BB%B61%2F%E7%AC%AC%E4%B8%89%E6%9D%A1",
  );
  expect(citedPlace("附件1", null)).toBe("附件1");
  expect(documentAddress("d7", { provision: citedPlace(null, null) })).toBe("/documents/d7");
});

import { expect, it } from "vitest";
import { basisWords, dateWords, endsWords, isDay, levelWords, regionWords } from "./words";

it("says days, ranks and places as people do", () => {
  expect(dateWords("2021-12-06")).toBe("2021年12月6日");
  expect(levelWords("规范性文件/市级/政府")).toBe("规范性文件·市级政府");
  expect(levelWords("行政法规")).toBe("行政法规");
  expect(regionWords("广东省/广州市")).toBe("广东省广州市");
});

it("says what a status rests on, and takes no plan's period for a term", () => {
  expect(basisWords({ status_basis: "expired", ends_reason: "term" })).toBe("有效期已满");
  expect(basisWords({ status_basis: "expired", ends_reason: "plan_period" })).toBe(
    "规划期已届满，未见失效决定",
  );
  expect(basisWords({ status_basis: "repealed", ends_reason: "plan_period" })).toBe("已有废止决定");
  expect(basisWords({ status_basis: null, ends_reason: null })).toBe("没有可以判断的依据");
});

it("tells a plan's period from an end", () => {
  expect(endsWords({ ends: "2025-12-31", ends_reason: "plan_period" })).toBe("2025-12-31 规划期止");
  expect(endsWords({ ends: null, ends_reason: null })).toBe("");
});

it.each([
  ["2024-02-29", true],
  ["2023-02-29", false],
  ["2024-13-01", false],
  ["昨天", false],
])("%s is a day: %s", (text, day) => {
  expect(isDay(text)).toBe(day);
});

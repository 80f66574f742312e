import { expect, it } from "vitest";
import {
  basisWords,
  dateWords,
  endsWords,
  isDay,
  levelWords,
  ocrWords,
  regionWords,
  sizeWords,
  unappliedWords,
} from "./words";

it("says days, ranks and places as people do", () => {
  expect(dateWords("2021-12-06")).toBe("2021年12月6日");
  expect(levelWords("规范性文件/市级/政府")).toBe("规范性文件·市级政府");
  expect(levelWords("行政法规")).toBe("行政法规");
  expect(regionWords("广东省/广州市")).toBe("广东省广州市");
});

it("says what a status rests on, and takes no plan's period for a term", () => {
  const told = (
    status_basis: Parameters<typeof basisWords>[0]["status_basis"],
    ends_reason: Parameters<typeof basisWords>[0]["ends_reason"],
    ends_certainty: Parameters<typeof basisWords>[0]["ends_certainty"] = null,
  ) => basisWords({ status_basis, ends_reason, ends_certainty, data_until: "2026-01-31" });
  expect(told("expired", "term")).toBe("有效期已满");
  expect(told("expired", "plan_period")).toBe("规划期已届满，未见失效决定");
  expect(told("repealed", "plan_period")).toBe("已有废止决定");
  expect(told("presumed", "term", "presumed")).toBe("推定的有效期已满，未见失效决定");
  expect(told("presumed", "declared", "presumed")).toBe("附条件的失效日已过，条件是否成就待核");
  expect(told("no_adverse_evidence", null)).toBe("未见废止、失效依据，数据截至2026-01-31");
  expect(told(null, null)).toBe("没有足以判断的依据");
});

it("says which amendment a text does not hold", () => {
  expect(unappliedWords("关于修改书亭办法的决定")).toBe(
    "已被《关于修改书亭办法的决定》修改，本文未并入",
  );
});

it("tells a plan's period from an end", () => {
  expect(
    endsWords({ ends: "2025-12-31", ends_reason: "plan_period", ends_certainty: "stated" }),
  ).toBe("2025-12-31 规划期届满");
  expect(
    endsWords({ ends: "2022-12-31", ends_reason: "declared", ends_certainty: "presumed" }),
  ).toBe("2022-12-31 附条件失效");
  expect(endsWords({ ends: "2025-03-31", ends_reason: "term", ends_certainty: "presumed" })).toBe(
    "2025-03-31 推定届满",
  );
  expect(endsWords({ ends: "2025-03-31", ends_reason: "date", ends_certainty: "stated" })).toBe(
    "2025-03-31 届满",
  );
  expect(endsWords({ ends: null, ends_reason: null, ends_certainty: null })).toBe("");
});

it.each([
  ["2024-02-29", true],
  ["2023-02-29", false],
  ["2024-13-01", false],
  ["昨天", false],
])("%s is a day: %s", (text, day) => {
  expect(isDay(text)).toBe(day);
});

it("says how large a file is", () => {
  expect([22, 999, 12_400, 3_400_000].map(sizeWords)).toEqual([
    "22 字节",
    "999 字节",
    "12 KB",
    "3.4 MB",
  ]);
});

it("tells how surely pages were read from pictures; of many, the least sure", () => {
  const page = (number: number, confidence: number) => ({
    page: number,
    start: 0,
    end: 9,
    confidence,
  });
  expect(ocrWords([page(3, 0.996)])).toBe("第3页平均可信度 0.99");
  expect(ocrWords([1, 2, 3, 4, 5].map((number) => page(number, 0.995 - number / 100)))).toBe(
    "共5页，最低的是第5页，平均可信度 0.94",
  );
});

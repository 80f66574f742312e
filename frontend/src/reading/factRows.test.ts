import { expect, it } from "vitest";
import type { Fact } from "../api/types";
import vocabulary from "../api/vocabulary.json";
import { FORMS, factRows, saysMore } from "./factRows";

const fact = (name: string, value: string): Fact => ({
  name,
  value,
  certainty: "stated",
  rule: "",
  evidence: null,
});

it("orders facts for reading, says them in words and keeps those it does not know", () => {
  const rows = factRows({
    facts: [
      fact("title", "云溪市渡口管理办法"),
      fact("weather", "晴"),
      fact("region", "广东省/广州市"),
      fact("signed", "2024-03-01"),
      fact("number", "云府〔2024〕7号"),
      fact("level", "规范性文件/市级/政府"),
    ],
  });
  expect(rows.map(({ label, facts }) => [label, facts[0]?.words])).toEqual([
    ["文号", "云府〔2024〕7号"],
    ["成文日期", "2024年3月1日"],
    ["效力级别", "规范性文件·市级政府"],
    ["地区", "广东省广州市"],
    ["weather", "晴"],
  ]);
});

it("knows how to say every form that the vocabulary gives a fact", () => {
  const forms = Object.values(vocabulary.facts).map(({ form }) => form);
  expect(Object.keys(FORMS)).toEqual(expect.arrayContaining(forms));
});

it("repeats a quote only where it says more than the value", () => {
  const inText = { where: "text", start: 0, end: 9, confidence: null } as const;
  expect(saysMore("number", "云府〔2024〕7号", { ...inText, quote: "雲府〔2024〕7號" })).toBe(
    false,
  );
  expect(saysMore("effective", "2024年3月1日", { ...inText, quote: "自2024年3月1日起施行" })).toBe(
    true,
  );
  expect(saysMore("kind", "通知", { ...inText, quote: "关于渡口安全的通知" })).toBe(false);
  expect(
    saysMore("weather", "晴", {
      where: "name",
      start: null,
      end: null,
      quote: "晴",
      confidence: null,
    }),
  ).toBe(true);
});

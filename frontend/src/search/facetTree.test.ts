import { expect, it } from "vitest";
import { facetTree, firstLines, seenLines } from "./facetTree";

const values = (...names: string[]) => names.map((value, order) => ({ value, count: 9 - order }));
const shape = (names: string[]) =>
  facetTree(values(...names)).map(({ value, depth }) => `${"-".repeat(depth)}${value}`);

it("puts what lies below a value under it, in the order of the counts", () => {
  expect(
    shape(["广东省", "北京市", "广东省/广州市", "广东省/佛山市", "广东省/广州市/天河区"]),
  ).toEqual(["广东省", "-广东省/广州市", "--广东省/广州市/天河区", "-广东省/佛山市", "北京市"]);
});

it("leaves values that are no paths as they are", () => {
  expect(shape(["现行有效", "失效"])).toEqual(["现行有效", "失效"]);
});

it("shows a value whose upper one is not there at the top", () => {
  expect(shape(["广东省/广州市"])).toEqual(["广东省/广州市"]);
});

const REGIONS = ["广东省", "广东省/广州市", "广东省/广州市/天河区", "北京市", "北京市/东城区"];
const names = (lines: { value: string }[]) => lines.map(({ value }) => value);

it("shows what lies below a value once all above it are open", () => {
  const lines = facetTree(values(...REGIONS));
  const seen = (open: string[], wanted: string[] = []) =>
    names(seenLines(lines, (value) => open.includes(value), wanted));
  expect(seen([])).toEqual(["广东省", "北京市"]);
  expect(seen(["广东省"])).toEqual(["广东省", "广东省/广州市", "北京市"]);
  expect(seen(["广东省/广州市"])).toEqual(["广东省", "北京市"]);
  expect(seen([], ["北京市/东城区"])).toEqual(["广东省", "北京市", "北京市/东城区"]);
  expect(names(lines.filter(({ leads }) => leads))).toEqual(["广东省", "广东省/广州市", "北京市"]);
});

it("counts what stands at the top, each with what lies below it", () => {
  const lines = facetTree(values(...REGIONS, "上海市"));
  expect(names(firstLines(lines, 1, []))).toEqual(REGIONS.slice(0, 3));
  expect(names(firstLines(lines, 1, ["上海市"]))).toEqual([...REGIONS.slice(0, 3), "上海市"]);
});

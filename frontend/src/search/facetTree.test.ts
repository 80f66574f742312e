import { expect, it } from "vitest";
import { facetTree } from "./facetTree";

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

import { expect, it } from "vitest";
import {
  at,
  countFilters,
  readAddress,
  toAddress,
  toggled,
  withoutFilters,
  withoutWord,
} from "./params";

const read = (address: string) => readAddress(new URLSearchParams(address));

it("says nothing of what nobody chose", () => {
  expect(toAddress(read("")).toString()).toBe("");
  expect(toAddress(read("q=&mode=all&sort=relevance")).toString()).toBe("");
});

it("survives the way through an address", () => {
  const asked = read(
    "q=规范 “一句话”&mode=any&unit=provision&sort=date&as_of=2020-10-01&status=失效&status=未知&region=广东省/广州市",
  );
  expect(read(toAddress(asked).toString())).toEqual(asked);
  expect(asked.filters.status).toEqual(["失效", "未知"]);
  expect(countFilters(asked)).toBe(3);
});

it("takes words it does not know for the usual ones", () => {
  expect(read("mode=fuzzy&unit=word&sort=size")).toEqual(read(""));
});

it("turns a filter on and off", () => {
  const on = toggled(read("q=书屋"), "year", "2024");
  expect(toAddress(on).getAll("year")).toEqual(["2024"]);
  expect(toggled(on, "year", "2024")).toEqual(read("q=书屋"));
  expect(withoutFilters(on)).toEqual(read("q=书屋"));
});

it("leaves a word of the query out where it stands by itself", () => {
  expect(withoutWord(read("q=书屋 经费&year=2024"), "经费")).toEqual(read("q=书屋&year=2024"));
  expect(withoutWord(read("q=书屋 经费"), "书")).toBeNull();
  expect(withoutWord(read("q=同句(书屋 经费)"), "书屋")).toBeNull();
});

it("asks at one place, in one sense of it", () => {
  const asked = read("q=书屋&applies_to=广州市&within=广东省&year=2024");
  expect(countFilters(asked)).toBe(3);
  expect(at(asked, "within", "深圳市")).toEqual(read("q=书屋&within=深圳市&year=2024"));
  expect(at(asked, "applies_to", "")).toEqual(read("q=书屋&year=2024"));
  expect(withoutFilters(asked)).toEqual(read("q=书屋"));
});

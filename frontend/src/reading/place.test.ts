import { expect, it } from "vitest";
import { placeIn } from "./place";

it.each([
  ["#12-15", "", { start: 12, end: 15 }],
  ["", "?q=x&at=3-9", { start: 3, end: 9 }],
  ["#12-15", "?at=3-9", { start: 12, end: 15 }],
  ["#15-12", "", null],
  ["#main", "", null],
  ["", "", null],
])("%s %s names %o", (hash, search, place) => {
  expect(placeIn(hash, search)).toEqual(place);
});

import { expect, test } from "vitest";
import { pastedNumbers } from "./pastedNumbers";

test("a list has a number on each line or in each cell", () => {
  const both = ["穗府〔2015〕26号", "国务院令第562號"];
  expect(pastedNumbers(`${both[0]}\r\n\n ${both[1]} \n${both[0]}`)).toEqual(both);
  expect(pastedNumbers(`1\t${both[0]}\n2\t${both[1]}`)).toEqual(both);
  expect(pastedNumbers(both.join("；"))).toEqual(both);
});

test("one number, and words on several lines, are no list", () => {
  expect(pastedNumbers("穗府〔2015〕26号")).toEqual([]);
  expect(pastedNumbers("《关于节水的通知》\n穗府〔2015〕26号")).toEqual([]);
  expect(pastedNumbers("节水\n号召")).toEqual([]);
});

import { expect, it } from "vitest";
import { isParagraph, provisionWords } from "./provision";

it.each([
  ["第三条", "第三条", false],
  ["附件1/第三条", "附件1 第三条", false],
  ["三/(二)/4", "三（二）4", false],
  ["附件2/一/(三)", "附件2 一（三）", false],
  ["段7", "第7段", true],
  ["附件1/段2", "附件1 第2段", true],
])("%s is read as %s", (address, words, paragraph) => {
  expect(provisionWords(address)).toBe(words);
  expect(isParagraph(address)).toBe(paragraph);
});

// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from "vitest";
import { CodePoints } from "./codepoints";
import { selectedRange, trimmed } from "./selection";

const TEXT = new CodePoints("〇一二𠀀四\n　　七八九𠮷\n二三");

/** The three lines of TEXT as the paper shows them, the second with a hidden indent and a mark. */
const PAPER = `
  <article>
    <p data-start="0"><span>〇一二</span><mark>𠀀</mark><span>四</span></p>
    <p data-start="6"><span hidden>　　</span><span>七</span><mark>八九</mark><span>𠮷</span></p>
    <p data-start="13"><span>二三</span></p>
  </article>
  <footer>版权所有</footer>`;

function textNode(words: string): Text {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (walker.currentNode.textContent === words) return walker.currentNode as Text;
  }
  throw new Error(`no text ${words}`);
}

function select(from: Node, start: number, to: Node, end: number) {
  const selection = document.getSelection();
  selection?.setBaseAndExtent(from, start, to, end);
  const root = document.querySelector("article");
  if (!root) throw new Error("no paper");
  return selectedRange(root, selection);
}

const chosen = (range: { start: number; end: number } | null) =>
  range && TEXT.slice(range.start, range.end);

describe("selectedRange", () => {
  beforeEach(() => {
    document.body.innerHTML = PAPER;
  });

  it("counts a surrogate pair once, within one line", () => {
    const range = select(textNode("〇一二"), 1, textNode("四"), 1);
    expect(range).toEqual({ start: 1, end: 5 });
    expect(chosen(range)).toBe("一二𠀀四");
  });

  it("goes over the ends of lines and over elements", () => {
    const range = select(textNode("𠀀"), 0, textNode("八九"), 1);
    expect(range).toEqual({ start: 3, end: 10 });
    expect(chosen(range)).toBe("𠀀四\n　　七八");
  });

  it("is the same when selected backwards", () => {
    expect(select(textNode("八九"), 1, textNode("𠀀"), 0)).toEqual({ start: 3, end: 10 });
  });

  it("ends before the next line where a triple click reaches into it", () => {
    const [, second, third] = document.querySelectorAll("p");
    if (!second || !third) throw new Error("no lines");
    const range = select(second, 0, third, 0);
    expect(range && trimmed(range, (start, end) => TEXT.slice(start, end))).toEqual({
      start: 8,
      end: 12,
    });
  });

  it("stops at the paper's end when the selection runs on below it", () => {
    expect(select(textNode("二三"), 1, textNode("版权所有"), 2)).toEqual({ start: 14, end: 15 });
  });

  it("starts with the paper when the selection began above it", () => {
    expect(select(document.body, 0, textNode("〇一二"), 2)).toEqual({ start: 0, end: 2 });
  });

  it("is nothing for a caret, or for words outside", () => {
    expect(select(textNode("四"), 1, textNode("四"), 1)).toBeNull();
    expect(select(textNode("版权所有"), 0, textNode("版权所有"), 2)).toBeNull();
  });
});

it("trims white space, and leaves nothing of white space alone", () => {
  const slice = (start: number, end: number) => TEXT.slice(start, end);
  expect(trimmed({ start: 5, end: 9 }, slice)).toEqual({ start: 8, end: 9 });
  expect(trimmed({ start: 5, end: 8 }, slice)).toBeNull();
});

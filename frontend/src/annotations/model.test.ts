import { expect, it } from "vitest";
import { CodePoints } from "../text/codepoints";
import { type Annotation, annotate, noteOf, placeOf, quoteOf, rewritten } from "./model";

const SOURCE = "http://127.0.0.1:8000/v1/documents/7";

it("quotes by code points, with up to 32 of context on both sides", () => {
  const text = new CodePoints(`${"𠀀".repeat(40)}书屋开放${"甲".repeat(40)}`);
  expect(annotate(SOURCE, text, { start: 40, end: 44 }, "核对时间").target).toEqual({
    source: SOURCE,
    selector: [
      {
        type: "TextQuoteSelector",
        exact: "书屋开放",
        prefix: "𠀀".repeat(32),
        suffix: "甲".repeat(32),
      },
      { type: "TextPositionSelector", start: 40, end: 44 },
    ],
  });
});

it("has less context at the text's ends", () => {
  const { target } = annotate(SOURCE, new CodePoints("第一条"), { start: 0, end: 3 }, "注");
  expect(target.selector).toContainEqual(
    expect.objectContaining({ exact: "第一条", prefix: "", suffix: "" }),
  );
});

const KEPT: Annotation = {
  "@context": "http://www.w3.org/ns/anno.jsonld",
  id: "http://127.0.0.1:8000/annotations/1",
  type: "Annotation",
  body: [
    { type: "TextualBody", value: "旧", purpose: "commenting" },
    { type: "TextualBody", value: "标签", purpose: "tagging" },
  ],
  target: { source: SOURCE, selector: { type: "TextQuoteSelector", exact: "书屋" } },
};

it("finds the place of a note where its words still stand, and nowhere else", () => {
  const text = new CodePoints("𠀀共享书屋");
  const note = { ...KEPT, ...annotate(SOURCE, text, { start: 3, end: 5 }, "注") };
  expect(placeOf(note, text)).toEqual({ start: 3, end: 5 });
  expect(placeOf(note, new CodePoints("共享书屋开放"))).toBeNull();
});

it("reads a quote without a position as a note without a place", () => {
  expect(quoteOf(KEPT)).toBe("书屋");
  expect(placeOf(KEPT, new CodePoints("书屋"))).toBeNull();
});

it("changes the note and keeps what else is written", () => {
  const changed = rewritten(KEPT, "新");
  expect(noteOf(changed)).toBe("新\n标签");
  expect(changed.target).toBe(KEPT.target);
  expect(KEPT).toHaveProperty("body.0.value", "旧");
});

import { describe, expect, it } from "vitest";
import type { Fact, LegalDocument, OutlineNode } from "../api/types";
import { CodePoints } from "../text/codepoints";
import { contentsOf } from "./contents";
import { typeset } from "./typeset";

const LINES = [
  "云溪市人民政府文件",
  "云府〔2024〕7号",
  "云溪市人民政府关于印发",
  "𠀀溪渡口管理办法的通知",
  "",
  "各区人民政府：",
  "　　现将《𠀀溪渡口管理办法》印发给你们。",
  "云溪市人民政府",
  "2024年3月1日",
  "𠀀溪渡口管理办法",
  "（试行）",
  "第一章　总则",
  "第一条　为保障渡口安全，制定本办法。",
  "一、安全要求",
  "（一）配备救生衣。每船不少于十件。",
  "1.定期检查",
  "2.检查结果应当公示。",
  "云溪市人民政府办公室　2024年3月5日印发",
];
const TEXT = new CodePoints(LINES.join("\n"));

function place(words: string, last = false) {
  const utf16 = last ? TEXT.text.lastIndexOf(words) : TEXT.text.indexOf(words);
  const start = TEXT.toCodePoint(utf16);
  return { start, end: start + [...words].length };
}

function fact(name: string, words: string, last = false): Fact {
  const evidence = {
    where: "text",
    quote: words,
    confidence: null,
    ...place(words, last),
  } as const;
  return { name, value: words, certainty: "stated", rule: "", evidence };
}

function node(address: string, words: string, heading: string): OutlineNode {
  return { address, heading, start: place(words).start, end: TEXT.length, children: [] };
}

const DOCUMENT: Pick<LegalDocument, "cells" | "title" | "facts" | "parts" | "outline"> = {
  cells: [],
  title: "云溪市人民政府关于印发𠀀溪渡口管理办法的通知",
  facts: [
    fact("number", "云府〔2024〕7号"),
    fact("title", "云溪市人民政府关于印发\n𠀀溪渡口管理办法的通知"),
    fact("addressee", "各区人民政府"),
    fact("issuer", "云溪市人民政府\n2024", true),
    fact("signed", "2024年3月1日"),
    fact("printed", "2024年3月5日印发"),
  ],
  parts: [
    {
      title: "𠀀溪渡口管理办法（试行）",
      form: "办法",
      address: "附件1",
      start: place("𠀀溪渡口管理办法\n（试行）").start,
      end: TEXT.length,
      status: "现行有效",
      ends: null,
    },
  ],
  outline: [
    {
      ...node("附件1/第一章", "第一章", "第一章　总则"),
      children: [node("附件1/第一条", "第一条", "第一条")],
    },
    {
      ...node("附件1/一", "一、安全", "一、安全要求"),
      children: [
        {
          ...node("附件1/一/(一)", "（一）", "（一）配备救生衣。"),
          children: [
            node("附件1/一/(一)/1", "1.定期", "1.定期检查"),
            node("附件1/一/(一)/2", "2.检查", "2.检查结果应当公示"),
          ],
        },
      ],
    },
  ],
};

describe("typeset", () => {
  const lines = typeset(TEXT, DOCUMENT);

  it.each([
    ["云溪市人民政府文件", "masthead"],
    ["云府〔2024〕7号", "number"],
    ["云溪市人民政府关于印发", "title"],
    ["𠀀溪渡口管理办法的通知", "title"],
    ["各区人民政府：", "addressee"],
    ["　　现将《𠀀溪渡口管理办法》印发给你们。", "body"],
    ["云溪市人民政府", "signature"],
    ["2024年3月1日", "signature"],
    ["𠀀溪渡口管理办法", "title"],
    ["（试行）", "title"],
    ["第一章　总则", "chapter"],
    ["第一条　为保障渡口安全，制定本办法。", "article"],
    ["一、安全要求", "first"],
    ["（一）配备救生衣。每船不少于十件。", "second"],
    ["1.定期检查", "third"],
    ["2.检查结果应当公示。", "third"],
    ["云溪市人民政府办公室　2024年3月5日印发", "print"],
  ])("sets %s as %s", (words, role) => {
    const line = lines.find(({ start, end }) => TEXT.slice(start, end) === words);
    expect(line?.role).toBe(role);
  });

  it("leaves out nothing but empty lines", () => {
    expect(lines.map(({ start, end }) => TEXT.slice(start, end))).toEqual(
      LINES.filter((line) => line !== ""),
    );
  });

  it("knows how much of a line is its heading", () => {
    const runs = lines
      .filter(({ run }) => run > 0)
      .map(({ start, run }) => TEXT.slice(start, start + run));
    expect(runs).toEqual([
      "第一章　总则",
      "第一条",
      "一、安全要求",
      "（一）配备救生衣。",
      "1.定期检查",
    ]);
  });
});

it("sets an order: its head, who signed it, and what it orders", () => {
  const order = [
    ["云溪市人民政府令", "masthead"],
    ["第12号", "number"],
    ["《云溪市渡口规定》已经审议通过，现予公布。", "body"],
    ["市长　样　例", "signature"],
    ["2024年3月1日", "signature"],
    ["云溪市渡口规定", "title"],
    ["第一条　为保障渡口安全，制定本规定。", "body"],
  ] as const;
  const text = new CodePoints(order.map(([words]) => words).join("\n"));
  const on = (name: string, quote: string, start: number): Fact => {
    const evidence = {
      where: "text",
      quote,
      start,
      end: start + quote.length,
      confidence: null,
    } as const;
    return { name, value: quote, certainty: "stated", rule: "", evidence };
  };
  const facts = [
    on("number", "云溪市人民政府令\n第12号", 0),
    on("signed", "2024年3月1日", text.text.indexOf("2024")),
    on("title", "云溪市渡口规定", text.text.lastIndexOf("云溪市渡口规定")),
  ];
  const lines = typeset(text, {
    title: "云溪市渡口规定",
    facts,
    parts: [],
    outline: [],
    cells: [],
  });
  expect(lines.map(({ start, end, role }) => [text.slice(start, end), role])).toEqual(order);
});

describe("contentsOf", () => {
  it("lists attached documents and headings in the order of the text", () => {
    const entries = contentsOf(DOCUMENT, (start, end) => TEXT.slice(start, end));
    expect(entries.map(({ words, depth, part }) => [words, depth, part])).toEqual([
      ["𠀀溪渡口管理办法（试行）", 0, true],
      ["第一章　总则", 1, false],
      ["第一条　为保障渡口安全，制定本办法。", 2, false],
      ["一、安全要求", 1, false],
      ["（一）配备救生衣。", 2, false],
      ["1.定期检查", 3, false],
      ["2.检查结果应当公示", 3, false],
    ]);
  });
});

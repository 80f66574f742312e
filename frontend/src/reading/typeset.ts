import type { Fact, LegalDocument, OutlineNode } from "../api/types";
import type { CodePoints } from "../text/codepoints";
import type { Line, Role } from "./line";
import { cellFinder } from "./tables";

interface Place {
  start: number;
  end: number;
}

interface Printed extends Place {
  words: string;
}

type Described = Pick<LegalDocument, "cells" | "facts" | "outline" | "parts" | "title">;

const LONGEST_SHORT = 45;
const LEVELS: { address: RegExp; role: Role }[] = [
  { address: /第[^/]+[编編章节節]$/, role: "chapter" }, // 第一章
  { address: /第[^/]+[条條](之[^/]+)?$/, role: "article" }, // 第三条, 附件1/第三条之一
  { address: /(^|\/)[一二三四五六七八九十百]+$/, role: "first" }, // 三
  { address: /\([一二三四五六七八九十百]+\)$/, role: "second" }, // 三/(二)
  { address: /./, role: "third" }, // 三/(二)/4
];

const squeeze = (text: string) => text.replace(/\s/g, "");

/** The stretches of the text that facts of these names rest on. */
function places(facts: readonly Fact[], name: string): Place[] {
  return facts.flatMap(({ name: each, evidence }) =>
    each === name && evidence?.where === "text" && evidence.start !== null && evidence.end !== null
      ? [{ start: evidence.start, end: evidence.end }]
      : [],
  );
}

function nodesByStart(outline: readonly OutlineNode[], found = new Map<number, OutlineNode>()) {
  for (const node of outline) {
    if (!found.has(node.start)) found.set(node.start, node);
    nodesByStart(node.children, found);
  }
  return found;
}

function overlaps(line: Place, places: readonly Place[]): boolean {
  return places.some(({ start, end }) => start < line.end && end > line.start);
}

function splitLines(text: CodePoints): Printed[] {
  let start = 0;
  return text.text.split("\n").flatMap((words) => {
    const length = words.length - (words.match(/[\ud800-\udbff]/g)?.length ?? 0);
    const line = { start, end: start + length, words };
    start += length + 1;
    return words.trim() === "" ? [] : [line];
  });
}

/** How much of a line is heading: nothing of one whole sentence with nothing below it. */
function headingRun(words: string, node: OutlineNode | undefined): number {
  if (!node || !words.startsWith(node.heading)) return 0;
  const sentence = /^[。；;.]$/.test(words.slice(node.heading.length).trim());
  return sentence && node.children.length === 0 ? 0 : [...node.heading].length;
}

/** The part whose title these words continue: a title often stands on two lines. */
function titleOfPart(document: Described, line: Printed, before: Role) {
  const words = squeeze(line.words);
  return document.parts.some(({ title, start }) => {
    const starts = line.start === start && words.length <= LONGEST_SHORT;
    const goesOn =
      (before === "title" || before === "attachment") &&
      line.start > start &&
      squeeze(title).includes(words);
    return starts || goesOn;
  });
}

/** Takes the text apart into lines and says how each is set, from the facts and the outline. */
export function typeset(text: CodePoints, document: Described): Line[] {
  const nodes = nodesByStart(document.outline);
  const at = {
    title: places(document.facts, "title"),
    number: places(document.facts, "number"),
    issuer: places(document.facts, "issuer"),
    signed: places(document.facts, "signed"),
    addressee: places(document.facts, "addressee"),
    printed: places(document.facts, "printed"),
  };
  const titleStart = at.title[0]?.start ?? 0;
  let before: Role = "masthead";

  const isSigned = (line: Place) => overlaps(line, at.signed);
  const roleOf = (line: Printed, next: Printed | undefined): Role => {
    const rests = (on: readonly Place[]) => overlaps(line, on);
    const words = line.words.trim();
    const short = words.length <= LONGEST_SHORT && !/[。；;]$/.test(words);
    const node = nodes.get(line.start) ?? nodes.get(line.end - words.length);
    if (/^附(件|錄|录)\s*[\d一二三四五六七八九十]*\s*[:：]?$/.test(words)) return "attachment";
    if (titleOfPart(document, line, before)) return "title";
    if (node) return LEVELS.find(({ address }) => address.test(node.address))?.role ?? "body";
    if (rests(at.title) && words.length < 2 * LONGEST_SHORT) return "title";
    const opens = before === "masthead" || before === "number";
    if (rests(at.number) && short) return /[号號文]$/.test(words) ? "number" : "masthead";
    if (opens && short && line.start < titleStart) return "masthead";
    if (before === "title" && /^[（(].*[）)]$/.test(words)) return "subtitle";
    if (before === "title" && /^\d{4}年.*(通过|通過)$/.test(words)) return "subtitle";
    if (/[:：]$/.test(words) && (rests(at.addressee) || before === "title")) return "addressee";
    if (short && rests(at.printed)) return "print";
    if (short && /^抄送/.test(words)) return "print";
    if (short && (rests(at.signed) || rests(at.issuer))) return "signature";
    // who signs an order stands above its date: 市长　王　某
    if (short && next && isSigned(next) && !/[，：]/.test(words)) return "signature";
    return /^附件\s*\d*\s*[:：]/.test(words) ? "attachment" : "body";
  };

  const cellAt = cellFinder(document.cells);
  return splitLines(text).map((line, order, lines) => {
    const cell = cellAt(line.start);
    const role = cell ? "cell" : roleOf(line, lines[order + 1]);
    before = role;
    const run = cell ? 0 : headingRun(line.words, nodes.get(line.start));
    return { role, start: line.start, end: line.end, run, cell };
  });
}

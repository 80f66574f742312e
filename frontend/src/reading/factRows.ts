import type { Evidence, Fact, LegalDocument, SourceKind } from "../api/types";
import { dateWords, levelWords, regionWords, SOURCE_KIND } from "../ui/words";

export interface FactRow {
  name: string;
  label: string;
  facts: { words: string; fact: Fact }[];
}

const TRUTH: Record<string, string> = { true: "是", false: "否" };
const asIs = (value: string) => value;
const asDate = (value: string) => (/^\d{4}-\d\d-\d\d$/.test(value) ? dateWords(value) : value);
/** `2015-01-01/2020-12-31` */
const asSpan = (value: string) => value.split("/").map(asDate).join("至");

/** The facts that are shown, in this order; names that are not listed come last, as they are. */
const SHOWN: { name: string; label: string; words: (value: string) => string }[] = [
  { name: "number", label: "发文字号", words: asIs },
  { name: "registration_number", label: "统一编号", words: asIs },
  { name: "index_number", label: "索引号", words: asIs },
  { name: "issuer", label: "发文机关", words: asIs },
  { name: "signed", label: "成文日期", words: asDate },
  { name: "promulgated", label: "公布日期", words: asDate },
  { name: "printed", label: "印发日期", words: asDate },
  { name: "published", label: "网页日期", words: asDate },
  { name: "effective", label: "施行日期", words: asDate },
  { name: "ends", label: "到期日期", words: asDate },
  { name: "term", label: "有效期", words: asIs },
  { name: "plan_period", label: "规划期", words: asSpan },
  { name: "open_end", label: "终止条件", words: asIs },
  { name: "scope", label: "清理范围", words: asIs },
  { name: "marked", label: "页面标注", words: asIs },
  { name: "level", label: "效力级别", words: levelWords },
  { name: "kind", label: "文种", words: asIs },
  { name: "form", label: "体例", words: asIs },
  { name: "region", label: "地区", words: regionWords },
  { name: "normative", label: "规范性文件", words: (value) => TRUTH[value.toLowerCase()] ?? value },
  { name: "addressee", label: "主送机关", words: asIs },
  { name: "subject", label: "主题", words: asIs },
  { name: "note", label: "附注", words: asIs },
  {
    name: "source_kind",
    label: "来源",
    words: (value) => SOURCE_KIND[value as SourceKind] ?? value,
  },
];
/** The title stands above everything else already. */
const ELSEWHERE = new Set(["title"]);

export function factRows({ facts }: Pick<LegalDocument, "facts">): FactRow[] {
  const rows = SHOWN.map(({ name, label, words }) => ({
    name,
    label,
    facts: facts
      .filter((fact) => fact.name === name)
      .map((fact) => ({ words: words(fact.value), fact })),
  }));
  const known = new Set(SHOWN.map(({ name }) => name));
  const others = facts
    .filter(({ name }) => !known.has(name) && !ELSEWHERE.has(name))
    .map((fact) => ({ name: fact.name, label: fact.name, facts: [{ words: fact.value, fact }] }));
  return [...rows, ...others].filter((row) => row.facts.length > 0);
}

/** What is read off the title or the issuer: the quote would only repeat them. */
const QUIET = new Set(["kind", "form", "level", "region"]);

/** Whether a quote tells more than the value beside it: more than a few characters longer. */
export function saysMore(name: string, words: string, { where, quote }: Evidence): boolean {
  if (QUIET.has(name) && where === "text") return false;
  return where !== "text" || [...quote].length > [...words].length + 3;
}

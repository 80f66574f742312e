import type { Evidence, Fact, LegalDocument, SourceKind } from "../api/types";
import vocabulary from "../api/vocabulary.json";
import { dateWords, levelWords, regionWords, SOURCE_KINDS } from "../ui/words";

export interface FactRow {
  name: string;
  label: string;
  facts: { words: string; fact: Fact }[];
}

const TRUTH: Record<string, string> = vocabulary.truth;
const asIs = (value: string) => value;
const asDate = (value: string) => (/^\d{4}-\d\d-\d\d$/.test(value) ? dateWords(value) : value);

/** How values are said, by the form that the vocabulary gives their fact. */
export const FORMS: Record<string, (value: string) => string> = {
  text: asIs,
  date: asDate,
  // `2015-01-01/2020-12-31`
  period: (value) => value.split("/").map(asDate).join("至"),
  level: levelWords,
  region: regionWords,
  truth: (value) => TRUTH[value.toLowerCase()] ?? value,
  source_kind: (value) => SOURCE_KINDS[value as SourceKind] ?? value,
};

/** The title stands above everything else already. */
const ELSEWHERE = new Set(["title"]);

/** The facts that are shown, in this order; names that are not listed come last, as they are. */
const SHOWN = Object.entries(vocabulary.facts)
  .filter(([name]) => !ELSEWHERE.has(name))
  .map(([name, { label, form }]) => ({ name, label, words: FORMS[form] ?? asIs }));

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

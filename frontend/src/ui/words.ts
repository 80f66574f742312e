/**
 * How the page says what the API names: the labels of search_api/vocabulary, written for the page by
 * `make page-vocabulary`.
 */
import type {
  Certainty,
  Evidence,
  Recognised,
  RelationKind,
  Script,
  SourceKind,
  Status,
  Summary,
  Target,
  UrlBasis,
} from "../api/types";
import vocabulary from "../api/vocabulary.json";

/** A label, and what it means in a few more words. */
interface Meant {
  label: string;
  meaning: string;
}

/** In the order in which they are counted: the colour family and the sign of each, never colour alone. */
export const STATUSES: Record<Status, { tone: string; sign: string }> = vocabulary.statuses;
export const CERTAINTIES: Record<Certainty, Meant> = vocabulary.certainties;
export const EVIDENCE_SOURCES: Record<Evidence["where"], string> = vocabulary.evidence_sources;
export const SOURCE_KINDS: Record<SourceKind, string> = vocabulary.source_kinds;
/** Whence a URL is known: only a fetched one is more than a claim. */
export const URL_BASES: Record<UrlBasis, string> = vocabulary.url_bases;
/** In the order in which they are listed. */
export const RELATIONS: Record<RelationKind, string> = vocabulary.relations;
/** The same ties from the other end: what was done to the document. */
export const INCOMING_RELATIONS: Record<RelationKind, string> = vocabulary.incoming_relations;
export const RESOLUTIONS: Record<Target["state"], Meant> = vocabulary.resolutions;
export const SCRIPTS: Record<Script, string> = vocabulary.scripts;
/** What somebody should look at; a name that is not here is shown as it is. */
export const FLAGS: Record<string, string> = vocabulary.flags;
/** The marks and warnings of texts from other sites, and of those read from pictures. */
export const { mirror: MIRROR, scan: SCAN } = vocabulary;
/** Before what somebody should look at. */
export const DOUBT = vocabulary.doubt;
export const { sections: SECTIONS, filters: FILTERS, parameters: PARAMETERS } = vocabulary;

/** Options of a choice, in the order of their labels. */
export function choices<T extends string>(
  labels: Record<T, string>,
): { value: T; label: string }[] {
  return (Object.keys(labels) as T[]).map((value) => ({ value, label: labels[value] }));
}

type Ending = Pick<Summary, "ends_reason" | "ends_certainty">;

/** The first row that fits an end; null in a row fits all. */
function firstThatFits<Row extends { reason: string | null; certainty: string | null }>(
  rows: Row[],
  { ends_reason, ends_certainty }: Ending,
): Row {
  const row = rows.find(
    ({ reason, certainty }) =>
      (reason === null || reason === ends_reason) &&
      (certainty === null || certainty === ends_certainty),
  );
  if (!row) throw new Error(`the vocabulary says nothing of ${ends_reason}, ${ends_certainty}`);
  return row;
}

/** What happens on the last day; `alone`, where no mark of its certainty stands beside it. */
export function endingOf(ending: Ending) {
  return firstThatFits(vocabulary.ending_phrases, ending);
}

/** `2026-12-31 届满`, `2026-12-31 推定届满`, `2026-12-31 规划期届满`. */
export function endsWords(summary: Ending & Pick<Summary, "ends">): string {
  return summary.ends ? `${summary.ends} ${endingOf(summary).alone}` : "";
}

/** Portals that count a term one day longer. */
export function latestWords(day: string): string {
  return vocabulary.latest_phrase.replace("{}", day);
}

/** What a status rests on. */
export function basisWords(summary: Ending & Pick<Summary, "status_basis" | "data_until">): string {
  const rows = vocabulary.basis_phrases.filter(({ basis }) => basis === summary.status_basis);
  return firstThatFits(rows, summary).words.replace("{}", summary.data_until);
}

/** What a text does not hold of what another document of this title amends in it. */
export function unappliedWords(title: string): string {
  return vocabulary.unapplied_phrase.replace("{}", title);
}

/** `规范性文件/市级/政府` is read as 规范性文件·市级政府. */
export function levelWords(level: string): string {
  const [first = "", ...rest] = level.split("/");
  return rest.length > 0 ? `${first}·${rest.join("")}` : first;
}

/** `广东省/广州市` is read as 广东省广州市. */
export function regionWords(region: string): string {
  return region.replaceAll("/", "");
}

/** Whether this is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
}

/** A file's size as people say it: `900 字节`, `12 KB`, `3.4 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} 字节`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `2021-12-06` is read as 2021年12月6日. */
export function dateWords(day: string): string {
  const [year, month, date] = day.split("-");
  return `${year}年${Number(month)}月${Number(date)}日`;
}

/** Cut, not rounded: 0.996 is not 1. */
export function sureWords(confidence: number): string {
  return (Math.floor(confidence * 100) / 100).toFixed(2);
}

/** How surely each page was read; many pages as their range: the least sure is what matters. */
export function ocrWords(ocr: readonly Recognised[]): string {
  if (ocr.length <= 4) {
    return ocr
      .map(({ page, confidence }) => `第${page}页平均可信度 ${sureWords(confidence)}`)
      .join("，");
  }
  const worst = ocr.reduce((one, other) => (other.confidence < one.confidence ? other : one));
  return `共${ocr.length}页，最低的是第${worst.page}页，平均可信度 ${sureWords(worst.confidence)}`;
}

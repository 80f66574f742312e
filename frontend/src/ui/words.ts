/** How the page says what the API names. */
import type {
  Certainty,
  EndsReason,
  Recognised,
  RelationKind,
  SourceKind,
  StatusBasis,
  Summary,
} from "../api/types";

export const CERTAINTY: Record<Certainty, string> = {
  stated: "明示",
  derived: "推算",
  presumed: "推定",
  entered: "录入",
};

export const CERTAINTY_MEANS: Record<Certainty, string> = {
  stated: "原文这样写",
  derived: "由原文所写推算",
  presumed: "原文没有写，按通行规则推定",
  entered: "由人录入",
};

const BASIS: Record<StatusBasis, string> = {
  term_running: "有效期未满",
  no_adverse_evidence: "未见废止、失效的依据",
  listed: "列入继续有效目录",
  register: "登记库所载",
  entered: "由人录入",
  expired: "有效期已满",
  repealed: "已有废止决定",
  declared_void: "已宣布失效",
  presumed: "推定的有效期已满，未见失效决定",
  not_yet: "未到施行日期",
};

export const SOURCE_KIND: Record<SourceKind, string> = {
  gazette: "公报",
  issuer: "发文机关网站",
  portal: "政府门户",
  register: "法规数据库",
  other: "其他来源",
  mirror: "镜像",
};

export const RELATION: Record<RelationKind, string> = {
  based_on: "依据",
  cites: "引用",
  issues: "印发",
  forwards: "转发",
  repeals: "废止",
  declares_void: "宣布失效",
  replaces: "替代",
  amends: "修改",
  extends: "延长有效期",
  confirms: "确认继续有效",
  interprets: "解读",
};

/** The same ties from the other end: what was done to the document. */
export const RELATED_BY: Record<RelationKind, string> = {
  based_on: "被作为依据",
  cites: "被引用",
  issues: "由其印发",
  forwards: "被转发",
  repeals: "被废止",
  declares_void: "被宣布失效",
  replaces: "被替代",
  amends: "被修改",
  extends: "被延长有效期",
  confirms: "被确认继续有效",
  interprets: "被解读",
};

/** What somebody should look at, by the API's name for it; a name not listed is shown as it is. */
export const FLAG: Record<string, string> = {
  same_number: "另有文号相同、正文不同的文件，请核对。",
  spun_copy: "另有文号相同、文字被替换过的文件，其中一份可能是改写的副本，请核对。",
  extended_after_end: "期满之后才有延长有效期的文件，是否接续需要核对。",
  confirmed_after_end: "期满之后才列入继续有效目录，是否接续需要核对。",
  conditional_end: "有文件规定逾期未办即失效，是否已经办理需要核对。",
  listed_differs: "目录所记与正文不一致，两处都列在事实里，请核对。",
};

const ENDS: Record<EndsReason, string> = {
  date: "止",
  term: "期满",
  plan_period: "规划期止",
  declared: "宣布失效",
  repealed: "废止",
};

/** `2026-12-31 期满`, `2026-12-31 规划期止`. */
export function endsWords(
  summary: Pick<Summary, "ends" | "ends_reason" | "ends_certainty">,
): string {
  if (!summary.ends) return "";
  return `${summary.ends} ${onCondition(summary) ? "附条件失效" : ENDS[summary.ends_reason ?? "date"]}`;
}

/** 逾期未公布的，自…起失效: nobody can tell from the text alone whether it came about. */
function onCondition({
  ends_reason,
  ends_certainty,
}: Pick<Summary, "ends_reason" | "ends_certainty">): boolean {
  return ends_reason === "declared" && ends_certainty === "presumed";
}

/** What a status rests on. A plan's period is not a term: its end alone ends nothing. */
export function basisWords({
  status_basis,
  ends_reason,
  ends_certainty,
}: Pick<Summary, "status_basis" | "ends_reason" | "ends_certainty">): string {
  if (status_basis === null) return "没有可以判断的依据";
  if (status_basis === "presumed" && onCondition({ ends_reason, ends_certainty })) {
    return "附条件的失效日已过，条件是否成就待核";
  }
  if (ends_reason === "plan_period") {
    if (status_basis === "term_running") return "规划期未满";
    if (status_basis === "expired" || status_basis === "presumed") {
      return "规划期已届满，未见失效决定";
    }
  }
  return BASIS[status_basis];
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

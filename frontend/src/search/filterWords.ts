import { levelWords, regionWords } from "../ui/words";
import type { FilterName } from "./params";

export const FILTER_NAMES: Record<FilterName, string> = {
  applies_to: "适用于",
  within: "地方",
  status: "时效性",
  level: "效力级别",
  region: "地区",
  issuer: "发文机关",
  year: "年份",
  kind: "文种",
  form: "体例",
  subject: "主题",
};

export function filterWords(name: FilterName, value: string): string {
  if (name === "level") return levelWords(value);
  if (name === "region") return regionWords(value);
  if (name === "applies_to") return `${regionWords(value)}（含上级）`;
  if (name === "within") return `${regionWords(value)}及下辖`;
  return name === "year" ? `${value} 年` : value;
}

import { levelWords, regionWords } from "../ui/words";
import type { FilterName } from "./params";

export const FILTER_NAMES: Record<FilterName, string> = {
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
  return name === "year" ? `${value} 年` : value;
}

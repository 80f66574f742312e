import { levelWords, regionWords } from "../ui/words";
import type { FilterName } from "./params";

export function filterWords(name: FilterName, value: string): string {
  if (name === "level") return levelWords(value);
  if (name === "region" || name === "applies_to" || name === "within") return regionWords(value);
  return name === "year" ? `${value} 年` : value;
}

import type { LegalDocument } from "../api/types";

/** Words of a document as one quotes them elsewhere: “……”——《标题》（文号） */
export function citation(
  { title, numbers }: Pick<LegalDocument, "title" | "numbers">,
  quote: string,
): string {
  const named = numbers[0] ? `（${numbers[0]}）` : "";
  return `“${quote}”——《${title}》${named}`;
}

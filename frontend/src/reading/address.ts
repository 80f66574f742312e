import type { Offsets } from "../api/types";

interface Carried {
  /** what was searched for, to be marked in the text */
  q?: string;
  mode?: string;
  /** the day the status is told for; today where it is null */
  asOf?: string | null;
  /** where to go in the text */
  place?: Offsets | undefined;
}

/** The reading view of a document, with what led there. */
export function documentAddress(id: string, { q, mode, asOf, place }: Carried = {}): string {
  const query = new URLSearchParams();
  if (q) query.set("q", q);
  if (q && mode && mode !== "all") query.set("mode", mode);
  if (asOf) query.set("as_of", asOf);
  const asked = query.size > 0 ? `?${query}` : "";
  return `/documents/${encodeURIComponent(id)}${asked}${place ? `#${place[0]}-${place[1]}` : ""}`;
}

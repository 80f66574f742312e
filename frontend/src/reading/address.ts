import type { Evidence, Offsets } from "../api/types";

interface Carried {
  /** what was searched for, to be marked in the text */
  q?: string;
  mode?: string;
  /** the day the status is told for; today where it is null */
  asOf?: string | null;
  /** where to go in the text */
  place?: Offsets | undefined;
  /** the provision to go to, as it is cited; the attachment's address before it: `附件1/第三条` */
  provision?: string | null;
}

/** The reading view of a document, with what led there. */
export function documentAddress(
  id: string,
  { q, mode, asOf, place, provision }: Carried = {},
): string {
  const query = new URLSearchParams();
  if (q) query.set("q", q);
  if (q && mode && mode !== "all") query.set("mode", mode);
  if (asOf) query.set("as_of", asOf);
  if (provision) query.set("provision", provision);
  const asked = query.size > 0 ? `?${query}` : "";
  return `/documents/${encodeURIComponent(id)}${asked}${place ? `#${place[0]}-${place[1]}` : ""}`;
}

/** Where evidence stands in the text; nowhere for the words of a page or of a file's name. */
export function placeOfEvidence({ start, end }: Evidence): Offsets | undefined {
  return start === null || end === null ? undefined : [start, end];
}

/** The address of what is cited inside a document: `附件1/第三条`, `附件1`, `第三条`; null for all of it. */
export function citedPlace(part: string | null, provision: string | null): string | null {
  return [part, provision].filter(Boolean).join("/") || null;
}

/**
 * The objects of the public API. Offsets are code points into the document's original text,
 * `[start, end)`; dates are `YYYY-MM-DD`.
 */

export type Status = "尚未生效" | "现行有效" | "部分失效" | "失效" | "已废止" | "期满待核" | "未知";
export type StatusBasis =
  | "term_running"
  | "no_adverse_evidence"
  | "listed"
  | "register"
  | "entered"
  | "expired"
  | "repealed"
  | "declared_void"
  | "presumed"
  | "not_yet";
export type Certainty = "stated" | "derived" | "presumed" | "entered";
export type EndsReason = "date" | "term" | "plan_period" | "declared" | "repealed";
export type SourceKind = "gazette" | "issuer" | "portal" | "register" | "other" | "mirror";
export type Script = "original" | "simplified";
export type Offsets = [start: number, end: number];

export interface Summary {
  id: string;
  title: string;
  numbers: string[];
  issuers: string[];
  level: string | null;
  kind: string | null;
  form: string | null;
  region: string | null;
  status: Status;
  in_force: boolean | null;
  /** null where nothing is known to rest on */
  status_basis: StatusBasis | null;
  effective: string | null;
  effective_certainty: Certainty | null;
  ends: string | null;
  ends_certainty: Certainty | null;
  ends_latest: string | null;
  ends_reason: EndsReason | null;
  published: string | null;
  source_kind: SourceKind;
  /** mean confidence where the text was read from pictures, else null */
  ocr_confidence: number | null;
}

export interface Passage {
  start: number;
  end: number;
  text: string;
  provision: string | null;
  highlights: Offsets[];
}

export interface Hit extends Summary {
  score: number;
  provision: string | null;
  title_highlights: Offsets[];
  passages: Passage[];
}

export interface FacetValue {
  value: string;
  count: number;
}

/** Something to search for while a query is typed. */
export interface Suggestion {
  text: string;
  kind: "title" | "number" | "term";
}

export interface Searched {
  documents: number;
  /** the organs with most of them, and how many organs there are */
  issuers: FacetValue[];
  issuers_total: number;
  /** the newest date among them */
  latest: string | null;
}

export interface SearchResult {
  total: number;
  partial: boolean;
  read_as: string;
  took_ms: number;
  next: string | null;
  hits: Hit[];
  /** empty unless asked for */
  facets: Record<string, FacetValue[]>;
  /** what was looked through, where nothing was found */
  searched: Searched | null;
  /** what would be found without one of the things asked for, where nothing was found */
  without: { keyword: string; total: number }[];
  /** what would be found without the filters, where nothing was found with them */
  unfiltered: number | null;
  /** queries that find more, where a keyword of this one stands nowhere or hardly anywhere */
  did_you_mean: string[];
  /** other words for its keywords; on the first page */
  related: string[];
}

export interface Evidence {
  where: "text" | "page" | "name";
  start: number | null;
  end: number | null;
  quote: string;
  /** how surely the words were read from a picture; null where they are text */
  confidence: number | null;
}

/** A stretch of the text that was read from a picture of a page. */
export interface Recognised {
  page: number;
  start: number;
  end: number;
  confidence: number;
}

/** What stands in a cell of a table; all counted from 0, empty cells left out. */
export interface Cell {
  table: number;
  row: number;
  column: number;
  start: number;
  end: number;
}

export interface Fact {
  name: string;
  value: string;
  certainty: Certainty;
  rule: string;
  evidence: Evidence | null;
}

export type RelationKind =
  | "cites"
  | "based_on"
  | "repeals"
  | "declares_void"
  | "amends"
  | "replaces"
  | "extends"
  | "confirms"
  | "issues"
  | "forwards"
  | "interprets";

export interface Target {
  number: string | null;
  title: string | null;
  provision: string | null;
  id: string | null;
  part: string | null;
  state: "resolved" | "open" | "ambiguous";
}

export interface Relation {
  kind: RelationKind;
  target: Target;
  evidence: Evidence;
}

/** What another document does to this one; the evidence stands in the other one's text. */
export interface Incoming {
  kind: RelationKind;
  document: Summary;
  part: string | null;
  provision: string | null;
  evidence: Evidence;
}

export interface Part {
  title: string;
  form: string | null;
  address: string;
  start: number;
  end: number;
  status: Status;
  ends: string | null;
}

export interface OutlineNode {
  address: string;
  heading: string;
  start: number;
  end: number;
  children: OutlineNode[];
}

export interface DocumentDates {
  signed: string | null;
  promulgated: string | null;
  published: string | null;
  printed: string | null;
  effective: string | null;
  ends: string | null;
}

export interface Attachment {
  name: string;
  url: string | null;
  /** the document that it became, or is a copy of */
  id: string | null;
  /** null where its bytes were not taken in */
  sha256: string | null;
  /** in bytes */
  size: number | null;
  media_type: string;
  /** why it was not taken in, or could not be read */
  reason: string | null;
}

export interface Source {
  url: string | null;
  path: string;
  /** null where no bytes were kept */
  sha256: string | null;
  source_kind: SourceKind;
}

export interface LegalDocument extends Summary {
  printed_numbers: string[];
  registration_number: string | null;
  index_number: string | null;
  addressees: string[];
  subjects: string[];
  normative: boolean | null;
  dates: DocumentDates;
  facts: Fact[];
  relations: Relation[];
  incoming: Incoming[];
  parts: Part[];
  outline: OutlineNode[];
  attachments: Attachment[];
  /** the documents that offer this one as an attachment */
  attached_to: Summary[];
  sources: Source[];
  copies: Source[];
  versions: Summary[];
  /** other documents that carry the number with another text; `alike` from 0 to 1 */
  same_number: {
    document: Summary;
    alike: number;
    differences: { here: string; there: string }[];
  }[];
  /** what somebody should look at, in words */
  flags: string[];
  /** null while only the name is known and no text has come in */
  revision: number | null;
  ocr: Recognised[] | null;
  cells: Cell[];
}

/** Where a cited provision stands. */
export interface ProvisionText {
  address: string;
  start: number;
  end: number;
  text: string;
}

/** Where a text names a provision of its own: 本办法第五条, 前款. */
export interface Reference {
  start: number;
  end: number;
  target: { address: string; start: number; end: number };
}

export interface DocumentText {
  id: string;
  revision: number;
  script: Script;
  text: string;
}

export interface Cut {
  rule: string;
  text: string;
}

export interface Expiring {
  as_of: string;
  until: string;
  items: (Summary & { days_left: number; evidence: Evidence | null })[];
  next: string | null;
}

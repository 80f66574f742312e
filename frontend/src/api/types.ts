/**
 * The objects of the public API by the page's names for them. Their shapes stand in `openapi.d.ts`,
 * which `make page-types` makes from the application's own OpenAPI document; none is written here.
 * Offsets are code points into the document's original text, `[start, end)`; dates are `YYYY-MM-DD`.
 *
 * What that document does not describe is written where it is used: the annotations, whose
 * vocabulary is the W3C's (`annotations/model.ts`).
 */
import type { components, paths } from "./openapi";

type Schemas = components["schemas"];
type QueryOf<Path extends "/v1/search" | "/v1/search/export"> = NonNullable<
  paths[Path]["get"]["parameters"]["query"]
>;

export type Summary = Schemas["Summary"];
export type Status = Summary["status"];
export type StatusBasis = NonNullable<Summary["status_basis"]>;
export type EndsReason = NonNullable<Summary["ends_reason"]>;
export type SourceKind = Summary["source_kind"];
export type UrlBasis = NonNullable<Source["url_basis"]>;

export type SearchQuery = QueryOf<"/v1/search">;
export type Mode = NonNullable<SearchQuery["mode"]>;
export type Unit = NonNullable<SearchQuery["unit"]>;
export type Sort = NonNullable<SearchQuery["sort"]>;
export type ExportFormat = NonNullable<QueryOf<"/v1/search/export">["format"]>;

export type SearchResult = Schemas["SearchResult"];
export type Searched = Schemas["Searched"];
export type FacetValue = Schemas["FacetCount"];
export type Hit = Schemas["Hit"];
export type Passage = Schemas["Passage"];
export type Suggestions = Schemas["Suggestions"];
export type Suggestion = Schemas["Suggestion"];

export type LegalDocument = Schemas["Document"];
export type Fact = Schemas["Fact"];
export type Certainty = Fact["certainty"];
export type Evidence = Schemas["Evidence"];
export type Relation = Schemas["Relation"];
export type RelationKind = Relation["kind"];
export type Target = Relation["target"];
export type Incoming = Schemas["Incoming"];
export type OutlineNode = Schemas["Provision"];
export type Attachment = Schemas["Attachment"];
export type Source = Schemas["Source"];
export type Recognised = Schemas["Recognised"];
export type Cell = Schemas["Cell"];

export type Entries = Schemas["Entries"];
export type Entry = Schemas["Entry"];

export type DocumentText = Schemas["DocumentText"];
export type Script = DocumentText["script"];
export type ProvisionText = Schemas["ProvisionText"];
export type References = Schemas["References"];
export type Highlights = Schemas["Highlights"];
export type Offsets = Highlights["highlights"][number];
export type Cleaning = Schemas["Cleaning"];

export type NumberAnswer = Schemas["NumberAnswer"];
export type LookupAnswer = Schemas["LookupAnswer"];
export type Coverage = Schemas["Coverage"];
export type Organ = Schemas["Organ"];
export type Expiring = Schemas["Expiring"];
export type ProblemDocument = Schemas["Problem"];

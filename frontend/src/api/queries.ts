import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { getJson, request } from "./client";
import type {
  Cleaning,
  Coverage,
  DocumentText,
  Entries,
  Expiring,
  Highlights,
  LegalDocument,
  LookupAnswer,
  ProvisionText,
  References,
  Script,
  SearchResult,
  Suggestions,
} from "./types";

export const documentPath = (id: string) => `/v1/documents/${encodeURIComponent(id)}`;

export const collectionQuery = queryOptions({
  queryKey: ["collection"],
  queryFn: ({ signal }) => getJson<SearchResult>("/v1/search?limit=1&facets=true", signal),
});

/** The documents of these numbers, with their status today. */
export const lookupQuery = (numbers: string[]) =>
  queryOptions({
    queryKey: ["lookup", numbers],
    queryFn: async ({ signal }) => {
      const response = await request("/v1/lookup", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ items: numbers.map((number) => ({ number })) }),
        signal,
      });
      return (await response.json()) as LookupAnswer;
    },
  });

/** How much is held of each organ. */
export const coverageQuery = queryOptions({
  queryKey: ["coverage"],
  queryFn: ({ signal }) => getJson<Coverage>("/v1/coverage", signal),
});

/** What may be meant by a query typed so far. */
export const suggestQuery = (typed: string) =>
  queryOptions({
    queryKey: ["suggest", typed],
    queryFn: ({ signal }) =>
      getJson<Suggestions>(`/v1/suggest?${new URLSearchParams({ q: typed })}`, signal),
    retry: false,
  });

/** A document with its status on a day, today for null. */
export const documentQuery = (id: string, asOf: string | null) =>
  queryOptions({
    queryKey: ["document", id, asOf],
    queryFn: ({ signal }) => {
      const asked = asOf ? `?${new URLSearchParams({ as_of: asOf })}` : "";
      return getJson<LegalDocument>(documentPath(id) + asked, signal);
    },
  });

/** What people entered of a document, oldest first. */
export const entriesQuery = (id: string) =>
  queryOptions({
    queryKey: ["entries", id],
    queryFn: ({ signal }) => getJson<Entries>(`${documentPath(id)}/entries`, signal),
  });

export const textQuery = (id: string, script: Script) =>
  queryOptions({
    queryKey: ["text", id, script],
    queryFn: ({ signal }) =>
      getJson<DocumentText>(`${documentPath(id)}/text?script=${script}`, signal),
  });

/** Where a provision stands that somebody cites, in whatever spelling. */
export const provisionQuery = (id: string, address: string | null) =>
  queryOptions({
    queryKey: ["provision", id, address],
    queryFn: ({ signal }) =>
      getJson<ProvisionText>(
        `${documentPath(id)}/provisions/${encodeURIComponent(address ?? "")}`,
        signal,
      ),
    enabled: address !== null,
    retry: false,
  });

/** Where the text names its own provisions. */
export const referencesQuery = (id: string) =>
  queryOptions({
    queryKey: ["references", id],
    queryFn: ({ signal }) => getJson<References>(`${documentPath(id)}/references`, signal),
  });

export const cleaningQuery = (id: string) =>
  queryOptions({
    queryKey: ["cleaning", id],
    queryFn: ({ signal }) => getJson<Cleaning>(`${documentPath(id)}/cleaning`, signal),
  });

/** Every place of a query in one document, in its own script. */
export const highlightsQuery = (id: string, q: string, mode: string) =>
  queryOptions({
    queryKey: ["highlights", id, q, mode],
    queryFn: ({ signal }) => {
      const asked = new URLSearchParams({ q, mode });
      return getJson<Highlights>(`${documentPath(id)}/highlights?${asked}`, signal);
    },
    enabled: q !== "",
  });

/** What ends soon, page by page. */
export const expiringQuery = (within: string, asOf: string | null) =>
  infiniteQueryOptions({
    queryKey: ["expiring", within, asOf],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({ within });
      if (asOf) asked.set("as_of", asOf);
      if (pageParam) asked.set("cursor", pageParam);
      return getJson<Expiring>(`/v1/expiring?${asked}`, signal);
    },
    getNextPageParam: (last) => last.next,
  });

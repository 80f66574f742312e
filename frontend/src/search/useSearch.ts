import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getJson } from "../api/client";
import type { SearchResult } from "../api/types";
import { type Asked, toAddress } from "./params";

const PAGE = "20";

/** The hits of a search, page by page; facets come with the first page alone. */
export function useSearch(asked: Asked) {
  const address = toAddress(asked);
  return useInfiniteQuery({
    queryKey: ["search", address.toString()],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const parameters = new URLSearchParams(address);
      parameters.set("limit", PAGE);
      if (pageParam) parameters.set("cursor", pageParam);
      else parameters.set("facets", "true");
      return getJson<SearchResult>(`/v1/search?${parameters}`, signal);
    },
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
}

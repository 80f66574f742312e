import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { suggestQuery } from "../api/queries";
import type { Suggestion } from "../api/types";

/** milliseconds without a new letter before anything is asked */
const PAUSE = 120;
const NONE: Suggestion[] = [];

/** What may be meant by what is typed so far; nothing while `asked` is false. */
export function useSuggestions(typed: string, asked: boolean): Suggestion[] {
  const [settled, setSettled] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useQuery({
    ...suggestQuery(settled),
    enabled: asked && settled !== "",
    placeholderData: keepPreviousData,
  });
  return asked && typed.trim() !== "" ? (found.data?.suggestions ?? NONE) : NONE;
}

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { type Annotation, placeOf } from "../annotations/model";
import { highlightsQuery, referencesQuery } from "../api/queries";
import type { CodePoints } from "../text/codepoints";
import type { Mark } from "../text/segments";
import type { TextRange } from "../text/selection";

interface Shown {
  documentId: string;
  /** the original, whose offsets count */
  text: CodePoints;
  notes: readonly Annotation[];
  draft: TextRange | null;
  focus: TextRange | null;
}

/** Everything that is marked in the text: what was searched for, notes, references to other places
 * of it, and the place in focus. */
export function useMarks({ documentId, text, notes, draft, focus }: Shown): Mark[] {
  const [address] = useSearchParams();
  const asked = highlightsQuery(documentId, address.get("q") ?? "", address.get("mode") ?? "all");
  const found = useQuery(asked).data;
  const said = useQuery({ ...referencesQuery(documentId), enabled: text.length > 0 }).data;
  return useMemo(() => {
    const searched = (found?.highlights ?? []).map(
      ([start, end]): Mark => ({ kind: "search", start, end }),
    );
    const noted = notes.flatMap((note): Mark[] => {
      const place = placeOf(note, text);
      return place ? [{ kind: "note", id: note.id, ...place }] : [];
    });
    const drafted: Mark[] = draft ? [{ kind: "draft", ...draft }] : [];
    const focused: Mark[] = focus ? [{ kind: "focus", ...focus }] : [];
    const referring = (said?.references ?? []).map(
      ({ start, end, target }): Mark => ({ kind: "reference", id: target.address, start, end }),
    );
    return [...searched, ...noted, ...drafted, ...focused, ...referring];
  }, [found, said, text, notes, draft, focus]);
}

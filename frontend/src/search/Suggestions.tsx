import { useEffect } from "react";
import type { Suggestion } from "../api/types";
import vocabulary from "../api/vocabulary.json";

const KINDS: Record<Suggestion["kind"], string> = vocabulary.suggestions;

interface Props {
  id: string;
  offered: Suggestion[];
  chosen: number;
  choose: (text: string) => void;
}

/** The address of an option within the list, for the box that owns it. */
export const optionId = (list: string, order: number) => `${list}-${order}`;

/** What may be meant, below the query box; the focus stays in the box. */
export function Suggestions({ id, offered, chosen, choose }: Props) {
  useEffect(() => {
    document.getElementById(optionId(id, chosen))?.scrollIntoView({ block: "nearest" });
  }, [id, chosen]);
  return (
    <div id={id} className="suggestions" role="listbox" aria-label="可能要找的">
      {offered.map(({ text, kind }, order) => (
        <div
          key={`${kind}${text}`}
          id={optionId(id, order)}
          className="suggestion"
          role="option"
          tabIndex={-1}
          aria-selected={order === chosen}
          // a click would take the focus from the box first
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(text)}
          onKeyDown={(event) => event.key === "Enter" && choose(text)}
        >
          <span className="suggestion-text">{text}</span>
          <span className="suggestion-kind">{KINDS[kind]}</span>
        </div>
      ))}
    </div>
  );
}

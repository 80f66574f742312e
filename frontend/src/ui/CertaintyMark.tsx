import type { Certainty } from "../api/types";
import { CERTAINTIES } from "./words";

/** How sure a fact is. */
export function CertaintyMark({ certainty }: { certainty: Certainty }) {
  const { label, meaning } = CERTAINTIES[certainty];
  return (
    <span className={`certainty certainty-${certainty}`} title={meaning}>
      {label}
    </span>
  );
}

import type { Certainty } from "../api/types";
import { CERTAINTY, CERTAINTY_MEANS } from "./words";

/** How sure a fact is: 明示, 推算, 推定, 录入. */
export function CertaintyMark({ certainty }: { certainty: Certainty }) {
  return (
    <span className={`certainty certainty-${certainty}`} title={CERTAINTY_MEANS[certainty]}>
      {CERTAINTY[certainty]}
    </span>
  );
}

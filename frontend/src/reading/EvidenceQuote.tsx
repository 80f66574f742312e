import type { Evidence } from "../api/types";
import { EVIDENCE_SOURCES } from "../ui/words";

interface Props {
  evidence: Evidence;
  show: (start: number, end: number) => void;
}

const LONGEST = 60;

/** What something rests on: a quote that leads to its place, or where else it was read. */
export function EvidenceQuote({ evidence, show }: Props) {
  const { where, start, end, quote } = evidence;
  const letters = [...quote.replace(/\s+/g, " ")];
  const words =
    letters.length > LONGEST ? `${letters.slice(0, LONGEST).join("")}…` : letters.join("");
  if (where !== "text" || start === null || end === null) {
    return (
      <p className="evidence evidence-off">
        {EVIDENCE_SOURCES[where]}“{words}”
      </p>
    );
  }
  return (
    <button type="button" className="evidence" onClick={() => show(start, end)}>
      <span className="unseen">看原文依据：</span>“{words}”
    </button>
  );
}

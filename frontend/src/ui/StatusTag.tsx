import type { Status, Summary } from "../api/types";
import { basisWords, STATUSES } from "./words";
import "./status.css";

export function StatusTag({ status }: { status: Status }) {
  const { tone, sign } = STATUSES[status];
  return (
    <span className={`status status-${tone}`}>
      <span className="status-sign" aria-hidden="true">
        {sign}
      </span>
      {status}
    </span>
  );
}

/** The status in a list, never bare where nothing but the lack of evidence speaks for it. */
export function StatusWords({ summary }: { summary: Summary }) {
  return (
    <>
      <StatusTag status={summary.status} />
      {summary.status_basis === "no_adverse_evidence" && <span>{basisWords(summary)}</span>}
    </>
  );
}

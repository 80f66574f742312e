import type { Status } from "../api/types";
import { STATUSES } from "./words";
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

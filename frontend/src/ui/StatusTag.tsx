import type { Status } from "../api/types";
import "./status.css";

/** The colour family and the sign of each status: never colour alone. */
export const STATUS_LOOKS: Record<Status, { tone: string; sign: string }> = {
  现行有效: { tone: "good", sign: "●" },
  部分失效: { tone: "partly", sign: "◐" },
  尚未生效: { tone: "coming", sign: "○" },
  期满待核: { tone: "doubt", sign: "◇" },
  失效: { tone: "over", sign: "■" },
  已废止: { tone: "void", sign: "✕" },
  未知: { tone: "over", sign: "?" },
};

export function StatusTag({ status }: { status: Status }) {
  const { tone, sign } = STATUS_LOOKS[status];
  return (
    <span className={`status status-${tone}`}>
      <span className="status-sign" aria-hidden="true">
        {sign}
      </span>
      {status}
    </span>
  );
}

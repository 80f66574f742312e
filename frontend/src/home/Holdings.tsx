import type { CSSProperties } from "react";
import { Link } from "react-router";
import type { SearchResult, Status } from "../api/types";
import vocabulary from "../api/vocabulary.json";
import { FILTERS, STATUSES } from "../ui/words";

const ORDER = Object.keys(STATUSES) as Status[];

/** What the collection holds: how many documents, and how they stand today. */
export function Holdings({ collection }: { collection: SearchResult }) {
  const counts = new Map(collection.facets.status?.map(({ value, count }) => [value, count]));
  const held = ORDER.map((status) => ({ status, count: counts.get(status) ?? 0 })).filter(
    ({ count }) => count > 0,
  );
  return (
    <section className="holdings" aria-label="馆藏">
      <p className="holdings-total">
        收录 <strong>{collection.total.toLocaleString("zh-CN")}</strong>{" "}
        {vocabulary.hit_units.document.counter}，今天的{FILTERS.status}：
      </p>
      <div className="holdings-bar" aria-hidden="true">
        {held.map(({ status, count }) => (
          <span
            key={status}
            className={`bar-${STATUSES[status].tone}`}
            style={{ flexGrow: count } satisfies CSSProperties}
          />
        ))}
      </div>
      <ul className="holdings-list">
        {held.map(({ status, count }) => (
          <li key={status}>
            <Link to={`/search?status=${encodeURIComponent(status)}`}>
              <span className={`status-text-${STATUSES[status].tone}`} aria-hidden="true">
                {STATUSES[status].sign}
              </span>{" "}
              {status} <strong>{count.toLocaleString("zh-CN")}</strong>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { expiringQuery } from "../api/queries";
import { dateWords, endsWords } from "../ui/words";

const SHOWN = 5;

/** The next few documents whose time is up within three months. */
export function EndingSoon() {
  const first = useInfiniteQuery(expiringQuery("3m", null)).data?.pages[0];
  if (!first) return null;
  return (
    <section className="soon" aria-labelledby="soon">
      <h2 id="soon">
        三个月内到期
        <Link to="/expiring">查看全部</Link>
      </h2>
      {first.items.length === 0 && <p className="hint">到 {first.until} 为止，没有文件届满。</p>}
      <ol>
        {first.items.slice(0, SHOWN).map((item) => (
          <li key={`${item.id}${item.part?.address ?? ""}`}>
            <span className="soon-days">
              <strong>{item.days_left}</strong> 天
            </span>
            <Link to={`/documents/${item.id}`}>{item.part?.title ?? item.title}</Link>
            <span className="soon-ends">
              {item.part ? dateWords(item.part.ends) : endsWords(item)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useId } from "react";
import { useSearchParams } from "react-router";
import { expiringQuery } from "../api/queries";
import vocabulary from "../api/vocabulary.json";
import { Choice } from "../ui/Choice";
import { DateField } from "../ui/DateField";
import { Loading } from "../ui/Loading";
import { ProblemView } from "../ui/ProblemView";
import { dateWords, PARAMETERS } from "../ui/words";
import { EndingItem } from "./EndingItem";
import { byMonth, monthWords } from "./months";
import "./expiring.css";

const WITHIN = [
  { value: "1m", label: "1 个月" },
  { value: "3m", label: "3 个月" },
  { value: "6m", label: "6 个月" },
  { value: "12m", label: "12 个月" },
] as const;
const { counter } = vocabulary.hit_units.document;
type Within = (typeof WITHIN)[number]["value"];

export default function ExpiringPage() {
  const [address, setAddress] = useSearchParams();
  const within = WITHIN.find(({ value }) => value === address.get("within"))?.value ?? "6m";
  const asOf = address.get("as_of") || null;
  const found = useInfiniteQuery(expiringQuery(within, asOf));
  const first = found.data?.pages[0];
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const day = useId();
  const ask = (next: { within: Within; asOf: string | null }) =>
    setAddress({ within: next.within, ...(next.asOf ? { as_of: next.asOf } : {}) });

  return (
    <main id="main" className="expiring">
      <title>即将到期 · 法规 Fagui</title>
      <header className="expiring-head">
        <h1>即将到期</h1>
        <div className="expiring-ask">
          <Choice
            label={PARAMETERS.within}
            options={WITHIN}
            value={within}
            onChange={(value) => ask({ within: value, asOf })}
          />
          <span className="expiring-day">
            <label htmlFor={day}>自</label>
            <DateField id={day} value={asOf} onChange={(value) => ask({ within, asOf: value })} />
          </span>
        </div>
        {first && (
          <p className="expiring-span" aria-live="polite">
            {dateWords(first.as_of)}至{dateWords(first.until)}（含当日），{items.length} {counter}
            {found.hasNextPage && "以上"}
          </p>
        )}
      </header>
      {found.isPending && <Loading lines={10} />}
      {found.error && <ProblemView error={found.error} retry={() => found.refetch()} />}
      {first && items.length === 0 && (
        <p className="expiring-none">
          这段时间没有文件届满。没有写明期限、也推算不出期限的文件不在其中。
        </p>
      )}
      {byMonth(items).map(({ month, items: ending }) => (
        <section key={month} className="month" aria-labelledby={month}>
          <h2 id={month}>
            {monthWords(month)}
            <span>
              {ending.length} {counter}
            </span>
          </h2>
          <ol>
            {ending.map((item) => (
              <EndingItem key={`${item.id}${item.part?.address ?? ""}`} item={item} asOf={asOf} />
            ))}
          </ol>
        </section>
      ))}
      {found.hasNextPage && (
        <Button
          className="expiring-more"
          size="large"
          loading={found.isFetchingNextPage}
          onClick={() => found.fetchNextPage()}
        >
          再看后面的
        </Button>
      )}
    </main>
  );
}

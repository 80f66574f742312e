import { Button, Drawer } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { Sort } from "../api/types";
import vocabulary from "../api/vocabulary.json";
import { Choice } from "../ui/Choice";
import { FilterIcon } from "../ui/icons";
import { Loading } from "../ui/Loading";
import { ProblemView } from "../ui/ProblemView";
import { useWide } from "../ui/useWide";
import { choices, FILTERS, PARAMETERS } from "../ui/words";
import { Chips } from "./Chips";
import { Export } from "./Export";
import { Facets } from "./Facets";
import { HitItem } from "./HitItem";
import { Meant } from "./Meant";
import { NothingFound } from "./NothingFound";
import { type Asked, countFilters, readAddress, toAddress, UNITS as UNIT_NAMES } from "./params";
import { useSearch } from "./useSearch";
import "./search.css";

const UNITS = UNIT_NAMES.map((value) => ({ value, label: vocabulary.hit_units[value].label }));
const SORTS = choices<Sort>(vocabulary.sorts);

export default function SearchPage() {
  const [address, setAddress] = useSearchParams();
  const asked = readAddress(address);
  const ask = (next: Asked) => setAddress(toAddress(next));
  const [filtering, setFiltering] = useState(false);
  const wide = useWide(1000);
  const found = useSearch(asked);
  const first = found.data?.pages[0];
  const hits = found.data?.pages.flatMap((page) => page.hits) ?? [];
  const facets = <Facets asked={asked} ask={ask} values={first?.facets ?? {}} />;
  const chosen = countFilters(asked);
  const { counter } = vocabulary.hit_units[asked.unit];

  return (
    <div className="results">
      <title>{`${asked.q || "全部文件"} · 检索 · 法规 Fagui`}</title>
      {wide && <aside aria-label="筛选">{facets}</aside>}
      <main id="main" className={found.isPlaceholderData ? "results-main stale" : "results-main"}>
        <h1 className="unseen">检索结果</h1>
        <div className="results-bar">
          <p className="results-count" aria-live="polite">
            {first && (
              <>
                共 <strong>{first.total.toLocaleString("zh-CN")}</strong> {counter}
                {first.partial && <span className="results-partial">（检索超时，结果不全）</span>}
              </>
            )}
          </p>
          <Choice
            label={PARAMETERS.unit}
            options={UNITS}
            value={asked.unit}
            onChange={(unit) => ask({ ...asked, unit })}
          />
          <Choice
            label={PARAMETERS.sort}
            options={SORTS}
            value={asked.sort}
            onChange={(sort) => ask({ ...asked, sort })}
          />
          {!wide && (
            <Button icon={<FilterIcon />} onClick={() => setFiltering(true)}>
              筛选{chosen > 0 && `（${chosen}）`}
            </Button>
          )}
        </div>
        {first && (
          <div className="results-told">
            {asked.q !== "" && <p className="results-read">这样理解：{first.read_as}</p>}
            {first.total > 0 && <Export asked={asked} total={first.total} />}
          </div>
        )}
        {first && first.related.length > 0 && (
          <p className="related">
            相关用语
            {first.related.map((q) => (
              <button key={q} type="button" className="plain" onClick={() => ask({ ...asked, q })}>
                {q}
              </button>
            ))}
          </p>
        )}
        {hits.length > 0 && first && <Meant asked={asked} ask={ask} meant={first.did_you_mean} />}
        <Chips asked={asked} ask={ask} />
        {found.isPending && <Loading lines={12} />}
        {found.isError && (
          <ProblemView error={found.error} retry={() => found.refetch()} names={FILTERS} />
        )}
        {first && !found.isError && hits.length === 0 && (
          <NothingFound asked={asked} ask={ask} result={first} />
        )}
        {!found.isError && (
          <ol className="hits">
            {hits.map((hit) => (
              <HitItem key={`${hit.id}${hit.provision ?? ""}`} hit={hit} asked={asked} />
            ))}
          </ol>
        )}
        {found.hasNextPage && (
          <Button
            className="results-more"
            size="large"
            loading={found.isFetchingNextPage}
            onClick={() => found.fetchNextPage()}
          >
            再看 20 {counter}
          </Button>
        )}
        {hits.length > 0 && !found.hasNextPage && <p className="results-end">以上是全部结果</p>}
      </main>
      {!wide && (
        <Drawer title="筛选" open={filtering} onClose={() => setFiltering(false)} size={320}>
          {facets}
        </Drawer>
      )}
    </div>
  );
}

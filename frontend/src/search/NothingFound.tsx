import { Link } from "react-router";
import type { Searched, SearchResult } from "../api/types";
import vocabulary from "../api/vocabulary.json";
import { dateWords } from "../ui/words";
import { Meant } from "./Meant";
import { type Asked, countFilters, toAddress, withoutFilters, withoutWord } from "./params";

interface Props {
  asked: Asked;
  ask: (asked: Asked) => void;
  result: SearchResult;
}

const { hit_units, search_modes } = vocabulary;
const count = (number: number) => number.toLocaleString("zh-CN");

/** How many documents were looked through, of whom, up to when. */
function LookedThrough({ searched }: { searched: Searched }) {
  const { documents, issuers, issuers_total, latest } = searched;
  return (
    <p>
      已逐字查过 {count(documents)} 份文件
      {latest && `（最新的是${dateWords(latest)}）`}
      的标题、正文和所附文件，简体繁体、全角半角都算相同。
      {issuers.length > 0 && (
        <>
          它们由{issuers.map(({ value }) => value).join("、")}
          {issuers_total > issuers.length && `等 ${count(issuers_total)} 个机关`}发布。
        </>
      )}
    </p>
  );
}

/** An empty answer says what was looked through, and what else could be tried. */
export function NothingFound({ asked, ask, result }: Props) {
  const several = asked.q.trim().split(/\s+/).length > 1;
  const filters = countFilters(asked);
  const { counter } = hit_units[asked.unit];
  return (
    <section className="nothing">
      <h2>没有找到</h2>
      <Meant asked={asked} ask={ask} meant={result.did_you_mean} />
      {result.searched && <LookedThrough searched={result.searched} />}
      <ul>
        {filters > 0 && result.unfiltered === 0 && <li>不加这些条件也没有</li>}
        {filters > 0 && result.unfiltered !== 0 && (
          <li>
            <button type="button" className="plain" onClick={() => ask(withoutFilters(asked))}>
              {filters > 1 ? `去掉全部 ${filters} 个条件` : "去掉这个条件"}
            </button>
            {result.unfiltered && `，有 ${count(result.unfiltered)} ${counter}`}
          </li>
        )}
        {result.without.map(({ keyword, total }) => {
          const fewer = withoutWord(asked, keyword);
          const words = `去掉“${keyword}”`;
          return (
            <li key={keyword}>
              {fewer ? (
                <button type="button" className="plain" onClick={() => ask(fewer)}>
                  {words}
                </button>
              ) : (
                words
              )}
              ，有 {count(total)} {counter}
            </li>
          );
        })}
        {several && asked.mode === "all" && (
          <li>
            <button type="button" className="plain" onClick={() => ask({ ...asked, mode: "any" })}>
              {`改为含有${search_modes.any}`}
            </button>
          </li>
        )}
        {asked.mode === "number" && (
          <li>
            <button type="button" className="plain" onClick={() => ask({ ...asked, mode: "all" })}>
              不限文号，在全文中查找
            </button>
          </li>
        )}
        {asked.unit === "provision" && several && (
          <li>
            <button
              type="button"
              className="plain"
              onClick={() => ask({ ...asked, unit: "document" })}
            >
              {`${hit_units.document.label}查找：字词可以分散在不同条款`}
            </button>
          </li>
        )}
        <li>
          换一个更短的说法：字词按原样连续匹配，不会拆开（<Link to="/help">检索语法</Link>）
        </li>
        <li>
          <Link to={`/search?${toAddress({ ...withoutFilters(asked), q: "" })}`}>
            看看库里有哪些文件
          </Link>
        </li>
      </ul>
    </section>
  );
}

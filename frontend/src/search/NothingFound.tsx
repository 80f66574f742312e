import { Link } from "react-router";
import { type Asked, countFilters, toAddress, withoutFilters } from "./params";

interface Props {
  asked: Asked;
  ask: (asked: Asked) => void;
}

/** An empty answer says what was looked through, and what else could be tried. */
export function NothingFound({ asked, ask }: Props) {
  const several = asked.q.trim().split(/\s+/).length > 1;
  const filters = countFilters(asked);
  return (
    <section className="nothing">
      <h2>没有找到</h2>
      <p>
        已逐字查过库中全部文件的标题、正文和所附文件，简体繁体、全角半角都算相同。
        {filters > 0 ? "所选条件下没有符合的文件。" : "没有结果，就是库里真的没有。"}
      </p>
      <ul>
        {filters > 0 && (
          <li>
            <button type="button" className="plain" onClick={() => ask(withoutFilters(asked))}>
              去掉全部 {filters} 个条件
            </button>
          </li>
        )}
        {several && asked.mode === "all" && (
          <li>
            <button type="button" className="plain" onClick={() => ask({ ...asked, mode: "any" })}>
              改为含有任一字词
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
              按文件查找：字词可以分散在不同条款
            </button>
          </li>
        )}
        <li>换一个更短的说法：字词按原样连续匹配，不会拆开</li>
        <li>
          <Link to={`/search?${toAddress({ ...withoutFilters(asked), q: "" })}`}>
            看看库里有哪些文件
          </Link>
        </li>
      </ul>
    </section>
  );
}

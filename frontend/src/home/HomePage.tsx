import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { collectionQuery } from "../api/queries";
import { SearchBox } from "../search/SearchBox";
import { ProblemView } from "../ui/ProblemView";
import { EndingSoon } from "./EndingSoon";
import { Holdings } from "./Holdings";
import "./home.css";

export function HomePage() {
  const collection = useQuery(collectionQuery);
  const empty = collection.data?.total === 0;
  return (
    <main id="main" className="home">
      <title>法规 Fagui · 法规与规范性文件检索</title>
      <div className="home-search">
        <h1>法规</h1>
        <p className="home-motto">逐字检索　依据可查　到期提醒</p>
        <SearchBox large />
        <p className="home-hint">
          多个字词用空格隔开，须同时出现；一句话用引号括起；文号怎么写都行。简体繁体不论。
        </p>
      </div>
      {collection.isError && (
        <ProblemView error={collection.error} retry={() => collection.refetch()} />
      )}
      {empty && (
        <p className="home-empty">
          库里还没有文件。用 <code>fagui ingest</code> 加文件夹的路径收录，或先看
          <a href="/docs">接口说明</a>。
        </p>
      )}
      {collection.data && !empty && <Holdings collection={collection.data} />}
      {!empty && <EndingSoon />}
      {collection.data && !empty && (
        <p className="home-all">
          <Link to="/search">浏览全部文件</Link>
          {"　"}
          <Link to="/coverage">收录范围</Link>
        </p>
      )}
    </main>
  );
}

import { useQuery } from "@tanstack/react-query";
import { Input, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { coverageQuery } from "../api/queries";
import type { Organ } from "../api/types";
import vocabulary from "../api/vocabulary.json";
import { Loading } from "../ui/Loading";
import { ProblemView } from "../ui/ProblemView";
import { dateWords } from "../ui/words";
import "./coverage.css";

const LABELS = vocabulary.coverage;
const NO_EVIDENCE = vocabulary.basis_phrases.find(({ basis }) => basis === "no_adverse_evidence");
type Figure = "documents" | "cleanups" | "catalogues" | "open_references";

function figure(name: Figure) {
  return {
    title: LABELS[name],
    dataIndex: name,
    align: "right" as const,
    sorter: (one: Organ, other: Organ) => one[name] - other[name],
    sortDirections: ["descend" as const, "ascend" as const],
    render: (count: number) => (
      <span className={count === 0 ? "coverage-none" : undefined}>
        {count.toLocaleString("zh-CN")}
      </span>
    ),
  };
}

const COLUMNS: TableColumnsType<Organ> = [
  {
    title: LABELS.name,
    dataIndex: "name",
    render: (name: string, { documents }) =>
      documents > 0 ? <Link to={`/search?issuer=${encodeURIComponent(name)}`}>{name}</Link> : name,
  },
  figure("documents"),
  {
    title: LABELS.latest,
    dataIndex: "latest",
    sorter: (one, other) => (one.latest ?? "").localeCompare(other.latest ?? ""),
    sortDirections: ["descend", "ascend"],
    render: (day: string | null) => <span className="coverage-day">{day ?? "—"}</span>,
  },
  figure("cleanups"),
  figure("catalogues"),
  figure("open_references"),
];

/** How much is held of each organ, by which to judge what the absence of evidence says. */
export default function CoveragePage() {
  const found = useQuery(coverageQuery);
  const [typed, setTyped] = useState("");
  const organs = found.data?.organs.filter(({ name }) => name.includes(typed.trim()));
  return (
    <main id="main" className="coverage">
      <title>收录范围 · 法规 Fagui</title>
      <h1>收录范围</h1>
      <p className="coverage-lead">
        “{NO_EVIDENCE?.words}
        ”只就收录的文件而言：一个机关后来的文件、清理决定和目录收录得越全，越可靠。
        {found.data && `数据截至${dateWords(found.data.as_of)}。`}
      </p>
      {found.isPending && <Loading lines={10} />}
      {found.error && <ProblemView error={found.error} retry={() => found.refetch()} />}
      {organs && (
        <>
          <Input
            className="coverage-box"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            placeholder="机关名称"
            aria-label="按机关名称筛选"
            allowClear
          />
          <Table<Organ>
            rowKey="name"
            size="middle"
            columns={COLUMNS}
            dataSource={organs}
            scroll={{ x: 640 }}
            showSorterTooltip={false}
            locale={{ emptyText: "没有这样的机关" }}
            pagination={{
              defaultPageSize: 50,
              hideOnSinglePage: true,
              showSizeChanger: false,
              showTotal: (total) => `${total} 个机关`,
            }}
          />
        </>
      )}
    </main>
  );
}

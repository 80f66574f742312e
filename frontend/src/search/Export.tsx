import type { ExportFormat } from "../api/types";
import { type Asked, toAddress } from "./params";

const FORMATS: { format: ExportFormat; words: string }[] = [
  { format: "xlsx", words: "Excel" },
  { format: "csv", words: "CSV" },
  { format: "jsonl", words: "JSON" },
  { format: "list", words: "清单" },
];
/** what one file holds */
const MOST = 10_000;

/** The whole result list as a file. */
export function Export({ asked, total }: { asked: Asked; total: number }) {
  const address = toAddress(asked);
  return (
    <p className="export">
      导出{total > MOST && `前 ${MOST.toLocaleString("zh-CN")} 条`}
      {FORMATS.map(({ format, words }) => (
        <a
          key={format}
          href={`/v1/search/export?${new URLSearchParams([...address, ["format", format]])}`}
          aria-label={`导出为 ${words}`}
          download
        >
          {words}
        </a>
      ))}
    </p>
  );
}

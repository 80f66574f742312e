import vocabulary from "../api/vocabulary.json";
import { choices } from "../ui/words";
import { type Asked, toAddress } from "./params";

const FORMATS = choices(vocabulary.export_formats);
/** what one file holds */
const MOST = 10_000;

/** The whole result list as a file. */
export function Export({ asked, total }: { asked: Asked; total: number }) {
  const address = toAddress(asked);
  return (
    <p className="export">
      导出{total > MOST && `前 ${MOST.toLocaleString("zh-CN")} 条`}
      {FORMATS.map(({ value, label }) => (
        <a
          key={value}
          href={`/v1/search/export?${new URLSearchParams([...address, ["format", value]])}`}
          aria-label={`导出为 ${label}`}
          download
        >
          {label}
        </a>
      ))}
    </p>
  );
}

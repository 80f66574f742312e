import type { LegalDocument } from "../api/types";
import { WarningIcon } from "../ui/icons";
import { BASIS } from "../ui/words";

function hostOf(document: LegalDocument): string {
  const url = document.sources.find((source) => source.url)?.url;
  return url && URL.canParse(url) ? `（${new URL(url).host}）` : "";
}

/** What a reader must know before relying on the text: that it no longer holds, or whose copy it is. */
export function Notices({ document }: { document: LegalDocument }) {
  const doubtful = document.in_force !== true;
  const mirror = document.source_kind === "mirror";
  if (!doubtful && !mirror) return null;
  return (
    <div className="notices">
      {doubtful && (
        <p className="notice">
          <WarningIcon />
          <span>
            <strong>{document.status}</strong>：{BASIS[document.status_basis]}
            {document.ends && `（${document.ends}）`}。
            {document.ends_reason === "plan_period" && "规划期届满不等于失效，请核对后续文件。"}
          </span>
        </p>
      )}
      {mirror && (
        <p className="notice">
          <WarningIcon />
          <span>
            <strong>镜像来源</strong>：这份文本来自镜像网站{hostOf(document)}
            ，不是发文机关发布的。引用前请核对官方文本。
          </span>
        </p>
      )}
    </div>
  );
}

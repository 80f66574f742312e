import { Link } from "react-router";
import type { Attachment, LegalDocument, Source } from "../api/types";
import { SECTIONS, SOURCE_KINDS, sizeWords, URL_BASES } from "../ui/words";
import { documentAddress } from "./address";

/** Only what a browser may safely follow becomes a link. */
function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

/** What was handed over has no path: its name, or the number that the other system gave it. */
function pathWords(path: string): string {
  return path.replace(/^upload:(?:[0-9a-f]{64}\/)?/, "提交的文件：");
}

function Place({ source }: { source: Source }) {
  return (
    <li>
      <span className="aside">{SOURCE_KINDS[source.source_kind]}</span>
      {source.url && isWebAddress(source.url) ? (
        <a href={source.url} rel="noreferrer" target="_blank">
          {source.url}
        </a>
      ) : (
        <span className="path">{pathWords(source.path)}</span>
      )}
      {source.url_basis && source.url_basis !== "fetched" && (
        <span className="aside">{URL_BASES[source.url_basis]}</span>
      )}
      {source.handed_by && <span className="aside">{source.handed_by} 提交</span>}
    </li>
  );
}

/** A file offered beside the text: kept ones are saved from here, others from where they are. */
function Offered({ of, file, number }: { of: string; file: Attachment; number: number }) {
  const { name, url, id, sha256, size, reason } = file;
  return (
    <li>
      {sha256 ? (
        <>
          <a href={`/v1/documents/${of}/attachments/${number}`} download>
            {name}
          </a>
          <span className="aside">{sizeWords(size ?? 0)}</span>{" "}
          {id && id !== of && <Link to={documentAddress(id)}>阅读</Link>}
        </>
      ) : url && isWebAddress(url) ? (
        <a href={url} rel="noreferrer" target="_blank">
          {name}
        </a>
      ) : (
        name
      )}
      {reason && <span className="aside">{reason}</span>}
    </li>
  );
}

/** Where the text came from, where else it was seen, and the files offered beside it. */
export function Sources({ document }: { document: LegalDocument }) {
  const kept = document.sources.some(({ sha256 }) => sha256);
  return (
    <>
      {document.attached_to.length > 0 && (
        <section className="panel-part">
          <h2>{SECTIONS.attached_to}</h2>
          <ul>
            {document.attached_to.map(({ id, title }) => (
              <li key={id}>
                <Link to={documentAddress(id)}>{title}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {document.attachments.length > 0 && (
        <section className="panel-part">
          <h2>{SECTIONS.attachments}</h2>
          <ul>
            {document.attachments.map((file, index) => (
              <Offered
                key={`${file.name}${file.url}`}
                of={document.id}
                file={file}
                number={index + 1}
              />
            ))}
          </ul>
        </section>
      )}
      {document.sources.length > 0 && (
        <section className="panel-part sources">
          <h2>{SECTIONS.sources}</h2>
          <ul>
            {document.sources.map((source) => (
              <Place key={`${source.path}${source.url}`} source={source} />
            ))}
            {kept && (
              <li>
                <a href={`/v1/documents/${document.id}/source`} download>
                  下载原始文件
                </a>
              </li>
            )}
          </ul>
        </section>
      )}
      {document.copies.length > 0 && (
        <section className="panel-part sources">
          <h2>{SECTIONS.copies}</h2>
          <ul>
            {document.copies.map((source) => (
              <Place key={`${source.path}${source.url}`} source={source} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

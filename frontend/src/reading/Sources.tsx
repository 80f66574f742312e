import type { LegalDocument, Source } from "../api/types";
import { SOURCE_KIND } from "../ui/words";

/** Only what a browser may safely follow becomes a link. */
function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

function Place({ source }: { source: Source }) {
  return (
    <li>
      <span className="aside">{SOURCE_KIND[source.source_kind]}</span>
      {source.url && isWebAddress(source.url) ? (
        <a href={source.url} rel="noreferrer" target="_blank">
          {source.url}
        </a>
      ) : (
        <span className="path">{source.path}</span>
      )}
    </li>
  );
}

/** Where the text came from, where else it was seen, and the files offered beside it. */
export function Sources({ document }: { document: LegalDocument }) {
  return (
    <>
      {document.attachments.length > 0 && (
        <section className="panel-part">
          <h2>附件下载</h2>
          <ul>
            {document.attachments.map(({ name, url }) => (
              <li key={`${name}${url}`}>
                {url && isWebAddress(url) ? (
                  <a href={url} rel="noreferrer" target="_blank">
                    {name}
                  </a>
                ) : (
                  name
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {document.sources.length > 0 && (
        <section className="panel-part sources">
          <h2>来源</h2>
          <ul>
            {document.sources.map((source) => (
              <Place key={`${source.path}${source.url}`} source={source} />
            ))}
          </ul>
        </section>
      )}
      {document.copies.length > 0 && (
        <section className="panel-part sources">
          <h2>他处副本</h2>
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

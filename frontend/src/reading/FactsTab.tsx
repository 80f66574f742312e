import { Link } from "react-router";
import type { Fact, LegalDocument } from "../api/types";
import { CertaintyMark } from "../ui/CertaintyMark";
import { ScanMark } from "../ui/ScanMark";
import { StatusTag, StatusWords } from "../ui/StatusTag";
import { basisWords, endingOf, endsWords, FILTERS, latestWords, SECTIONS } from "../ui/words";
import { EntryHistory } from "./EntryHistory";
import { EvidenceQuote } from "./EvidenceQuote";
import { factRows, saysMore } from "./factRows";
import { Sources } from "./Sources";

interface Props {
  document: LegalDocument;
  show: (start: number, end: number) => void;
}

/** How the document stands, and what that rests on. */
function Standing({ document }: { document: LegalDocument }) {
  const { doubtful, ground } = endingOf(document);
  return (
    <section className="standing" aria-label={FILTERS.status}>
      <StatusTag status={document.status} />
      <p>{basisWords(document)}</p>
      {document.ends && (
        <p className="standing-ends">
          {endsWords(document)}
          {document.ends_latest && `；${latestWords(document.ends_latest)}`}
          {doubtful && `。${ground}`}
        </p>
      )}
    </section>
  );
}

/** A fact and the way to its evidence: the quote is shown where it says more than the value. */
function FactValue({ words, fact, show }: { words: string; fact: Fact; show: Props["show"] }) {
  const { evidence, certainty } = fact;
  const start = evidence?.where === "text" ? evidence.start : null;
  const end = evidence?.end ?? null;
  const says = evidence !== null && saysMore(fact.name, words, evidence);
  return (
    <dd>
      {start === null || end === null ? (
        <span className="fact-value">{words}</span>
      ) : (
        <button type="button" className="fact-value" onClick={() => show(start, end)}>
          {words}
        </button>
      )}
      <CertaintyMark certainty={certainty} />
      {typeof evidence?.confidence === "number" && (
        <ScanMark confidence={evidence.confidence} of="这一项" />
      )}
      {certainty === "presumed" && <span className="aside fact-rule">{fact.rule}</span>}
      {says && <EvidenceQuote evidence={evidence} show={show} />}
    </dd>
  );
}

/** Addressees come by the dozen: shown as one line, with the evidence of the first. */
const JOINED = new Set(["addressee", "subject"]);

export function FactsTab({ document, show }: Props) {
  return (
    <>
      <Standing document={document} />
      <dl className="facts">
        {factRows(document).map((row) => {
          const joined = JOINED.has(row.name) && row.facts.length > 1;
          const facts = joined ? row.facts.slice(0, 1) : row.facts;
          return (
            <div key={row.name} className="fact">
              <dt>{row.label}</dt>
              {facts.map(({ words, fact }) => (
                <FactValue
                  key={`${fact.rule}${fact.value}`}
                  words={joined ? row.facts.map((each) => each.words).join("，") : words}
                  fact={fact}
                  show={show}
                />
              ))}
            </div>
          );
        })}
      </dl>
      {document.parts.length > 0 && (
        <section className="panel-part">
          <h2>{SECTIONS.parts}</h2>
          <ul>
            {document.parts.map((part) => (
              <li key={part.address}>
                <button
                  type="button"
                  className="plain"
                  onClick={() => show(part.start, part.start + 1)}
                >
                  {part.title}
                </button>
                <span className="aside">
                  {[
                    part.form,
                    endsWords({ ends: part.ends, ends_reason: null, ends_certainty: null }),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {document.same_number.map((other) => (
        <section className="panel-part" key={other.document.id}>
          <h2>{SECTIONS.same_number}</h2>
          <p>
            <Link to={`/documents/${other.document.id}`}>{other.document.title}</Link>
            <span className="aside">文字 {Math.round(other.alike * 100)}% 相同</span>
          </p>
          <ul>
            {other.differences.map((one) => (
              <li key={`${one.here}|${one.there}`}>
                <del>{one.there || "（无）"}</del> → <ins>{one.here || "（无）"}</ins>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {document.versions.length > 0 && (
        <section className="panel-part">
          <h2>{SECTIONS.versions}</h2>
          <ul>
            {document.versions.map((version) => (
              <li key={version.id}>
                <Link to={`/documents/${version.id}`}>{version.numbers[0] ?? version.title}</Link>
                <StatusWords summary={version} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <EntryHistory documentId={document.id} />
      <Sources document={document} />
    </>
  );
}

import { Link } from "react-router";
import type { Incoming, LegalDocument, Relation, RelationKind } from "../api/types";
import { provisionWords } from "../ui/provision";
import { INCOMING_RELATIONS, RELATIONS, RESOLUTIONS } from "../ui/words";
import { citedPlace, documentAddress } from "./address";
import { EvidenceQuote } from "./EvidenceQuote";

/** `《广州市社区书屋管理暂行办法》（穗府办〔2016〕315号）第三条` */
function targetWords({ title, number, provision }: Relation["target"]): string {
  const named = title ? `《${title}》${number ? `（${number}）` : ""}` : (number ?? "未写明");
  return `${named}${provision ?? ""}`;
}

interface Props {
  document: LegalDocument;
  show: (start: number, end: number) => void;
}

function TargetLine({ relation, document, show }: Props & { relation: Relation }) {
  const { target } = relation;
  const words = targetWords(target);
  const part = document.parts.find(({ address }) => address === target.part);
  const { label, meaning } = RESOLUTIONS[target.state];
  if (target.state !== "resolved" || target.id === null) {
    return (
      <p className="target">
        {words}
        <span className={`target-state target-${target.state}`} title={meaning}>
          {label}
        </span>
      </p>
    );
  }
  if (target.id === document.id) {
    return (
      <p className="target">
        <button
          type="button"
          className="plain"
          onClick={() => part && show(part.start, part.start + 1)}
        >
          {words}
        </button>
        <span className="aside">见本文</span>
      </p>
    );
  }
  return (
    <p className="target">
      <Link
        to={documentAddress(target.id, { provision: citedPlace(target.part, target.provision) })}
      >
        {words}
      </Link>
    </p>
  );
}

/** The other document, opened at the words that say what it does to this one. */
export function incomingAddress({ document, evidence }: Incoming): string {
  const at = evidence.start === null ? "" : `?at=${evidence.start}-${evidence.end}`;
  return `/documents/${document.id}${at}`;
}

/** Which attachment or provision of this document another one touches, if not all of it. */
function Touched({ part, provision }: Incoming) {
  const place = citedPlace(part, provision);
  return (
    place && (
      <>
        ，涉及
        <Link to={{ search: `?${new URLSearchParams({ provision: place })}` }}>
          {provisionWords(place)}
        </Link>
      </>
    )
  );
}

function IncomingPart({ incoming }: { incoming: Incoming[] }) {
  return (
    <section className="panel-part relations">
      <h2>
        其他文件对本文件 <span className="aside">{incoming.length}</span>
      </h2>
      <ul>
        {incoming.map((each) => (
          <li key={`${each.document.id}${each.kind}${each.provision}${each.evidence.start}`}>
            <p className="target">
              <span className="aside">{INCOMING_RELATIONS[each.kind]}</span>{" "}
              <Link to={incomingAddress(each)}>{each.document.title}</Link>
              <Touched {...each} />
            </p>
            <p className="evidence evidence-off">“{each.evidence.quote.replace(/\s+/g, " ")}”</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the document says of others, by kind of tie, each with the words that say so; and what
 * others do to it. */
export function RelationsTab({ document, show }: Props) {
  const { incoming } = document;
  const kinds = (Object.keys(RELATIONS) as RelationKind[])
    .map((kind) => ({ kind, relations: document.relations.filter((each) => each.kind === kind) }))
    .filter(({ relations }) => relations.length > 0);
  if (kinds.length + incoming.length === 0) {
    return <p className="hint panel-none">文中没有提到别的文件。</p>;
  }
  const parts = kinds.map(({ kind, relations }) => (
    <section key={kind} className="panel-part relations">
      <h2>
        {RELATIONS[kind]} <span className="aside">{relations.length}</span>
      </h2>
      <ul>
        {relations.map((relation) => (
          <li key={`${relation.evidence.start}${targetWords(relation.target)}`}>
            <TargetLine relation={relation} document={document} show={show} />
            <EvidenceQuote evidence={relation.evidence} show={show} />
          </li>
        ))}
      </ul>
    </section>
  ));
  return (
    <>
      {incoming.length > 0 && <IncomingPart incoming={incoming} />}
      {parts}
    </>
  );
}

import { Link } from "react-router";
import type { Hit, Passage } from "../api/types";
import { documentAddress } from "../reading/address";
import { CertaintyMark } from "../ui/CertaintyMark";
import { Highlighted } from "../ui/Highlighted";
import { MirrorMark } from "../ui/MirrorMark";
import { isParagraph, provisionWords } from "../ui/provision";
import { ScanMark } from "../ui/ScanMark";
import { StatusWords } from "../ui/StatusTag";
import { endingOf, levelWords, unappliedWords } from "../ui/words";
import type { Asked } from "./params";

function readingAddress(hit: Hit, { q, mode, asOf }: Asked, passage?: Passage): string {
  const place = passage && (passage.highlights[0] ?? [passage.start, passage.end]);
  return documentAddress(hit.id, { q, mode, asOf, place });
}

/** Whether an address tells more than the passage does, which may open with it: 第三条　… */
function addsAddress({ text, provision }: Passage): boolean {
  const last = provision?.split("/").at(-1) ?? "";
  return !isParagraph(last) && !text.trimStart().startsWith(last);
}

/** Passages that show more than the title does, which stands above them already. */
function beyondTitle({ title, passages }: Hit): Passage[] {
  return passages.filter(({ text }) => text.trim() !== title);
}

/** From when to when, and of what rank. */
function Life({ hit }: { hit: Hit }) {
  if (!hit.effective && !hit.ends && !hit.level) return null;
  return (
    <p className="facts-line hit-life">
      {hit.effective && <span>{hit.effective} 施行</span>}
      {hit.ends && (
        <span>
          {hit.ends} {endingOf(hit).event}
          {hit.ends_certainty && hit.ends_certainty !== "stated" && (
            <CertaintyMark certainty={hit.ends_certainty} />
          )}
        </span>
      )}
      {hit.level && <span>{levelWords(hit.level)}</span>}
    </p>
  );
}

export function HitItem({ hit, asked }: { hit: Hit; asked: Asked }) {
  const byProvision = asked.unit === "provision";
  const passages = beyondTitle(hit);
  return (
    <li className="hit">
      <h2>
        <Link to={readingAddress(hit, asked, byProvision ? hit.passages[0] : undefined)}>
          <Highlighted text={hit.title} highlights={hit.title_highlights} />
          {hit.provision && <span className="hit-provision">{provisionWords(hit.provision)}</span>}
        </Link>
      </h2>
      <p className="facts-line">
        <StatusWords summary={hit} />
        {hit.numbers[0] && <span className="number">{hit.numbers[0]}</span>}
        {hit.issuers.length > 0 && <span>{hit.issuers.join("、")}</span>}
        {hit.source_kind === "mirror" && <MirrorMark />}
        {hit.ocr_confidence !== null && <ScanMark confidence={hit.ocr_confidence} />}
      </p>
      <Life hit={hit} />
      {hit.unapplied.map(({ id, title }) => (
        <p key={id} className="facts-line">
          <Link to={documentAddress(id, { asOf: asked.asOf })}>{unappliedWords(title)}</Link>
        </p>
      ))}
      {passages.length > 0 && (
        <ul className="passages">
          {passages.map((passage) => (
            <li key={passage.start}>
              <Link to={readingAddress(hit, asked, passage)}>
                {passage.provision && !byProvision && addsAddress(passage) && (
                  <span className="passage-address">{provisionWords(passage.provision)}</span>
                )}
                <Highlighted
                  text={passage.text}
                  highlights={passage.highlights}
                  offset={passage.start}
                />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

import { Link } from "react-router";
import type { Expiring } from "../api/types";
import { documentAddress, placeOfEvidence } from "../reading/address";
import { CertaintyMark } from "../ui/CertaintyMark";
import { MirrorMark } from "../ui/MirrorMark";
import { ScanMark } from "../ui/ScanMark";
import { StatusWords } from "../ui/StatusTag";
import { dateWords, endingOf, latestWords, unappliedWords } from "../ui/words";

type Ending = Expiring["items"][number];

/** What the end means, where it is not simply the end. */
function caution(item: Ending): string | null {
  const { doubtful, ground } = endingOf(item);
  if (doubtful) return `${ground}。`;
  return item.ends_latest ? `${latestWords(item.ends_latest)}。` : null;
}

export function EndingItem({ item, asOf }: { item: Ending; asOf: string | null }) {
  const { evidence } = item;
  const place = evidence ? placeOfEvidence(evidence) : undefined;
  const careful = item.part ? null : caution(item);
  const ends = item.part?.ends ?? item.ends;
  const soon = item.days_left <= 31;
  return (
    <li className="ending">
      <p className={soon ? "ending-days ending-soon" : "ending-days"}>
        <strong>{item.days_left}</strong> 天
        <span>{ends && dateWords(ends).replace(/^\d+年/, "")}</span>
      </p>
      <div className="ending-body">
        <h3>
          <Link to={documentAddress(item.id, { asOf })}>{item.part?.title ?? item.title}</Link>
        </h3>
        {item.part && (
          <p className="facts-line">
            《{item.title}》{item.part.address}
          </p>
        )}
        <p className="facts-line">
          <StatusWords summary={item} />
          {item.numbers[0] && <span className="number">{item.numbers[0]}</span>}
          {item.issuers.length > 0 && <span>{item.issuers.join("、")}</span>}
          {item.source_kind === "mirror" && <MirrorMark />}
          {item.ocr_confidence !== null && <ScanMark confidence={item.ocr_confidence} />}
        </p>
        {evidence && (
          <p className="ending-evidence">
            {item.ends_certainty && !item.part && <CertaintyMark certainty={item.ends_certainty} />}
            <Link to={documentAddress(item.id, { asOf, place })}>“{evidence.quote}”</Link>
          </p>
        )}
        {item.unapplied.map(({ id, title }) => (
          <p key={id} className="ending-caution">
            <Link to={documentAddress(id, { asOf })}>{unappliedWords(title)}</Link>
          </p>
        ))}
        {careful && <p className="ending-caution">{careful}</p>}
      </div>
    </li>
  );
}

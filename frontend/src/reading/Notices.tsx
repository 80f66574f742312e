import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import type { LegalDocument } from "../api/types";
import { WarningIcon } from "../ui/icons";
import {
  basisWords,
  DOUBT,
  dateWords,
  endsWords,
  FLAGS,
  MIRROR,
  ocrWords,
  SCAN,
  unappliedWords,
} from "../ui/words";
import { documentAddress, placeOfEvidence } from "./address";
import { incomingAddress } from "./RelationsTab";

function hostOf(document: LegalDocument): string {
  const url = document.sources.find((source) => source.url)?.url;
  return url && URL.canParse(url) ? `（${new URL(url).host}）` : "";
}

function Notice({ children }: { children: ReactNode }) {
  return (
    <p className="notice">
      <WarningIcon />
      <span>{children}</span>
    </p>
  );
}

interface Props {
  document: LegalDocument;
  /** why the provision that the address names cannot be shown */
  lost: string | null;
}

/** What a reader must know before relying on the text: that it may not hold, or whose copy it is. */
export function Notices({ document, lost }: Props) {
  const [address] = useSearchParams();
  const asOf = address.get("as_of");
  const withoutDay = new URLSearchParams(address);
  withoutDay.delete("as_of");
  const { status, ends, ends_reason, in_force, source_kind, flags, ocr } = document;
  const ending = document.incoming.filter(
    ({ kind, part, provision }) =>
      ["repeals", "declares_void", "replaces"].includes(kind) && !part && !provision,
  );
  return (
    <div className="notices">
      {lost && <Notice>{lost}。</Notice>}
      {asOf && (
        <Notice>
          时效性以<strong>{dateWords(asOf)}</strong>为准。
          <Link to={{ search: withoutDay.toString() }}>看今天</Link>
        </Notice>
      )}
      {in_force !== true && (
        <Notice>
          <strong>{status}</strong>：{basisWords(document)}
          {ends && `（${endsWords(document)}）`}。
          {ends_reason === "plan_period" && "请核对后续文件。"}
          {ending.map((each) => (
            <Link key={each.document.id} to={incomingAddress(each)}>
              见《{each.document.title}》
            </Link>
          ))}
        </Notice>
      )}
      {document.replaced_by && document.replaced_by.id !== document.ended_by?.id && (
        <Notice>
          后来的文本：
          <Link to={documentAddress(document.replaced_by.id, { asOf })}>
            《{document.replaced_by.title}》
          </Link>
        </Notice>
      )}
      {document.unapplied.map(({ id, title, day, evidence }) => (
        <Notice key={id}>
          <Link to={documentAddress(id, { asOf, place: placeOfEvidence(evidence) })}>
            {unappliedWords(title)}
          </Link>
          （{dateWords(day)}起）：“{evidence.quote}”
        </Notice>
      ))}
      {source_kind === "mirror" && (
        <Notice>
          <strong>{MIRROR.label}</strong>
          {hostOf(document)}：{MIRROR.caution}
        </Notice>
      )}
      {ocr && (
        <Notice>
          <strong>{SCAN.label}</strong>：{SCAN.caution}
          {ocrWords(ocr)}。
        </Notice>
      )}
      {flags.map((flag) => (
        <Notice key={flag}>
          <strong>{DOUBT}</strong>：{FLAGS[flag] ?? flag}。
        </Notice>
      ))}
    </div>
  );
}

import { SCAN, sureWords } from "./words";

interface Props {
  /** mean confidence of what was read, 0 to 1 */
  confidence: number;
  of?: string;
}

/** Said wherever words are shown that were read from a picture. */
export function ScanMark({ confidence, of = "这份文本" }: Props) {
  return (
    <span className="mirror-mark" title={`${of}${SCAN.caution}可信度 ${sureWords(confidence)}。`}>
      {SCAN.label}
    </span>
  );
}

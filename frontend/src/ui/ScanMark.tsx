import { sureWords } from "./words";

interface Props {
  /** mean confidence of what was read, 0 to 1 */
  confidence: number;
  of?: string;
}

/** Said wherever words are shown that were read from a picture. */
export function ScanMark({ confidence, of = "这份文本" }: Props) {
  return (
    <span
      className="mirror-mark"
      title={`${of}由扫描件识别，可信度 ${sureWords(confidence)}，请核对原件`}
    >
      扫描识别
    </span>
  );
}

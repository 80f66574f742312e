import { Button } from "antd";
import type { LegalDocument, Script } from "../api/types";
import { Choice } from "../ui/Choice";
import { BroomIcon } from "../ui/icons";
import { StatusTag } from "../ui/StatusTag";
import { choices, SCRIPTS } from "../ui/words";

interface Props {
  document: LegalDocument;
  script: Script;
  /** null where both scripts are the same text */
  setScript: ((script: Script) => void) | null;
  openCleaning: () => void;
}

/** Which document this is, however far one has read, and how to look at it. */
export function DocumentBar({ document, script, setScript, openCleaning }: Props) {
  return (
    <section className="document-bar" aria-label="文件">
      <StatusTag status={document.status} />
      <h1>{document.title}</h1>
      <span className="number">{document.numbers[0]}</span>
      {setScript && (
        <Choice label="字体" options={choices(SCRIPTS)} value={script} onChange={setScript} />
      )}
      <Button type="text" icon={<BroomIcon />} onClick={openCleaning}>
        清理记录
      </Button>
    </section>
  );
}

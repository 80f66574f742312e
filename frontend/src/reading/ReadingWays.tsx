import { Button } from "antd";
import { InfoIcon, NoteIcon, OutlineIcon } from "../ui/icons";
import { SECTIONS } from "../ui/words";

interface Props {
  /** null where the outline is on the page already, or there is none */
  openOutline: (() => void) | null;
  /** null where the panel is on the page already */
  openPanel: ((tab: string) => void) | null;
  notes: number;
}

/** On narrow screens, the ways to what stands beside the text on wide ones. */
export function ReadingWays({ openOutline, openPanel, notes }: Props) {
  return (
    <section className="reading-ways" aria-label="这份文件">
      {openOutline && (
        <Button icon={<OutlineIcon />} onClick={openOutline}>
          {SECTIONS.outline}
        </Button>
      )}
      {openPanel && (
        <>
          <Button icon={<InfoIcon />} onClick={() => openPanel("facts")}>
            概要
          </Button>
          <Button icon={<NoteIcon />} onClick={() => openPanel("notes")}>
            批注{notes > 0 && ` ${notes}`}
          </Button>
        </>
      )}
    </section>
  );
}

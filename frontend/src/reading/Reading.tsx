import { useQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import { useCallback, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import type { Annotation } from "../annotations/model";
import { NoteDrawer, type Writing } from "../annotations/NoteDrawer";
import { notesQuery } from "../annotations/requests";
import { SelectionTools } from "../annotations/SelectionTools";
import { useSelectedRange } from "../annotations/useSelectedRange";
import { provisionQuery } from "../api/queries";
import type { LegalDocument, Script } from "../api/types";
import { CodePoints } from "../text/codepoints";
import { trimmed } from "../text/selection";
import { useWide } from "../ui/useWide";
import { SECTIONS } from "../ui/words";
import { CleaningDrawer } from "./CleaningDrawer";
import { citation } from "./citation";
import { contentsOf } from "./contents";
import { DocumentBar } from "./DocumentBar";
import { Notices } from "./Notices";
import { Outline } from "./Outline";
import { Panel } from "./Panel";
import { Paper } from "./Paper";
import { ReadingWays } from "./ReadingWays";
import { typeset } from "./typeset";
import { useFocus } from "./useFocus";
import { useMarks } from "./useMarks";

interface Props {
  document: LegalDocument;
  original: string;
  simplified: string;
}

type Aside = "outline" | "panel" | "cleaning";
const NO_NOTES: Annotation[] = [];

export function Reading({ document, original, simplified }: Props) {
  const [script, setScript] = useState<Script>("original");
  const [tab, setTab] = useState("facts");
  const [aside, setAside] = useState<Aside | null>(null);
  const [openNote, setOpenNote] = useState<string | null>(null);
  const [writing, setWriting] = useState<Writing | null>(null);
  const paper = useRef<HTMLElement>(null);
  const three = useWide(1180);
  const two = useWide(960);

  const text = useMemo(() => new CodePoints(original), [original]);
  const shown = useMemo(
    () => (script === "original" ? text : new CodePoints(simplified)),
    [script, text, simplified],
  );
  const lines = useMemo(() => typeset(text, document), [text, document]);
  const entries = useMemo(
    () => contentsOf(document, (start, end) => shown.slice(start, end)),
    [document, shown],
  );
  const [address] = useSearchParams();
  const cited = useQuery(provisionQuery(document.id, address.get("provision") || null));
  const { focus, show, go } = useFocus(paper, cited.data);
  const notes = useQuery(notesQuery(document.id)).data ?? NO_NOTES;
  const draft = writing && "place" in writing ? writing.place : null;
  const marks = useMarks({ documentId: document.id, text, notes, draft, focus });
  const { selected, clear } = useSelectedRange(paper);
  const chosen = selected && trimmed(selected, (start, end) => text.slice(start, end));

  const showNote = useCallback(
    (id: string) => {
      setOpenNote(id);
      setTab("notes");
      if (!two) setAside("panel");
    },
    [two],
  );
  const annotate = () => {
    if (!chosen) return;
    setWriting({ place: chosen });
    clear();
  };
  const copy = async () => {
    if (!chosen) return;
    const quote = shown.slice(chosen.start, chosen.end);
    await navigator.clipboard.writeText(citation(document, quote));
    window.getSelection()?.removeAllRanges();
    clear();
  };
  const close = () => setAside(null);

  const panel = (
    <Panel
      document={document}
      text={text}
      notes={notes}
      tab={tab}
      setTab={setTab}
      openNote={openNote}
      show={(start, end) => {
        close();
        show(start, end);
      }}
      edit={(old) => setWriting({ old })}
    />
  );
  const outline = (
    <Outline
      entries={entries}
      paper={paper}
      go={(offset) => {
        close();
        go(offset);
      }}
    />
  );

  return (
    <div className="reading">
      <title>{`${document.title} · 法规 Fagui`}</title>
      <DocumentBar
        document={document}
        script={script}
        setScript={original === simplified ? null : setScript}
        openCleaning={() => setAside("cleaning")}
      />
      {three && entries.length > 0 && <div className="reading-outline">{outline}</div>}
      <main id="main" className="reading-main">
        <Notices document={document} lost={cited.error?.message ?? null} />
        {lines.length === 0 && (
          <p className="textless">
            仅目录，无正文：这份文件只在目录里见过，收录正文之后会自动并入。
          </p>
        )}
        {lines.length > 0 && (
          <Paper
            lines={lines}
            text={shown}
            marks={marks}
            language={script === "original" && original !== simplified ? "zh-Hant" : "zh-Hans"}
            paper={paper}
            openNote={showNote}
          />
        )}
      </main>
      {two && (
        <aside className="reading-panel" aria-label="关于这份文件">
          {panel}
        </aside>
      )}
      {!three && (
        <ReadingWays
          openOutline={entries.length > 0 ? () => setAside("outline") : null}
          openPanel={
            two
              ? null
              : (name) => {
                  setTab(name);
                  setAside("panel");
                }
          }
          notes={notes.length}
        />
      )}
      {chosen && selected && <SelectionTools selected={selected} annotate={annotate} copy={copy} />}
      {!three && (
        <Drawer
          title={SECTIONS.outline}
          placement="left"
          size={320}
          open={aside === "outline"}
          onClose={close}
        >
          {outline}
        </Drawer>
      )}
      {!two && (
        <Drawer title="这份文件" size={400} open={aside === "panel"} onClose={close}>
          {panel}
        </Drawer>
      )}
      <CleaningDrawer id={document.id} open={aside === "cleaning"} close={close} />
      <NoteDrawer
        documentId={document.id}
        text={text}
        writing={writing}
        close={() => setWriting(null)}
      />
    </div>
  );
}

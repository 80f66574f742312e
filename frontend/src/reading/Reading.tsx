import { useQuery } from "@tanstack/react-query";
import { Button, Drawer } from "antd";
import { useCallback, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { placeOf } from "../annotations/model";
import { NoteDrawer, type Writing } from "../annotations/NoteDrawer";
import { NotesTab } from "../annotations/NotesTab";
import { notesQuery } from "../annotations/requests";
import { SelectionTools } from "../annotations/SelectionTools";
import { useSelectedRange } from "../annotations/useSelectedRange";
import { highlightsQuery } from "../api/queries";
import type { LegalDocument, Script } from "../api/types";
import { CodePoints } from "../text/codepoints";
import type { Mark } from "../text/segments";
import { trimmed } from "../text/selection";
import { InfoIcon, NoteIcon, OutlineIcon } from "../ui/icons";
import { type Tab, Tabs } from "../ui/Tabs";
import { useWide } from "../ui/useWide";
import { CleaningDrawer } from "./CleaningDrawer";
import { contentsOf } from "./contents";
import { DocumentBar } from "./DocumentBar";
import { FactsTab } from "./FactsTab";
import { Notices } from "./Notice";
import { Outline } from "./Outline";
import { Paper } from "./Paper";
import { RelationsTab } from "./RelationsTab";
import { typeset } from "./typeset";
import { useFocus } from "./useFocus";

interface Props {
  document: LegalDocument;
  original: string;
  simplified: string;
}

type Aside = "outline" | "panel" | "cleaning";

export function Reading({ document, original, simplified }: Props) {
  const [address] = useSearchParams();
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
  const { focus, show, go } = useFocus(paper);
  const notes = useQuery(notesQuery(document.id)).data ?? [];
  const found = useQuery(
    highlightsQuery(document.id, address.get("q") ?? "", address.get("mode") ?? "all"),
  ).data;
  const { selected, clear } = useSelectedRange(paper, lines.length > 0);
  const chosen = selected && trimmed(selected, (start, end) => text.slice(start, end));

  const marks = useMemo<Mark[]>(() => {
    const searched = found?.highlights.map(
      ([start, end]) => ({ kind: "search", start, end }) as const,
    );
    const noted = notes.flatMap((note) => {
      const place = placeOf(note);
      return place ? [{ kind: "note", id: note.id, ...place } as const] : [];
    });
    const draft =
      writing && "place" in writing ? [{ kind: "draft", ...writing.place } as const] : [];
    const focused = focus ? [{ kind: "focus", ...focus } as const] : [];
    return [...(searched ?? []), ...noted, ...draft, ...focused];
  }, [found, notes, writing, focus]);

  const showNote = useCallback(
    (id: string) => {
      setOpenNote(id);
      setTab("notes");
      setAside((now) => (two ? now : "panel"));
    },
    [two],
  );
  const jump = (start: number, end: number) => {
    setAside(null);
    show(start, end);
  };
  const goTo = (offset: number) => {
    setAside(null);
    go(offset);
  };
  const annotate = () => {
    if (!chosen) return;
    setWriting({ place: chosen });
    clear();
  };
  const copy = async () => {
    if (!chosen) return;
    const named = document.numbers[0] ? `（${document.numbers[0]}）` : "";
    const quote = shown.slice(chosen.start, chosen.end);
    await navigator.clipboard.writeText(`“${quote}”——《${document.title}》${named}`);
    window.getSelection()?.removeAllRanges();
    clear();
  };

  const tabs: Tab[] = [
    { name: "facts", label: "概要", content: <FactsTab document={document} show={jump} /> },
    {
      name: "relations",
      label: "关系",
      count: document.relations.length,
      content: <RelationsTab document={document} show={jump} />,
    },
    {
      name: "notes",
      label: "批注",
      count: notes.length,
      content: (
        <NotesTab
          documentId={document.id}
          notes={notes}
          open={openNote}
          show={jump}
          edit={(old) => setWriting({ old })}
        />
      ),
    },
  ];
  const panel = <Tabs label="关于这份文件" tabs={tabs} open={tab} onOpen={setTab} />;
  const outline = <Outline entries={entries} paper={paper} go={goTo} />;
  const opening = (name: string) => () => {
    setTab(name);
    setAside("panel");
  };

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
        <Notices document={document} />
        <Paper
          lines={lines}
          text={shown}
          marks={marks}
          language={script === "original" && original !== simplified ? "zh-Hant" : "zh-Hans"}
          paper={paper}
          openNote={showNote}
        />
      </main>
      {two && (
        <aside className="reading-panel" aria-label="关于这份文件">
          {panel}
        </aside>
      )}
      {!three && (
        <div className="reading-ways" role="toolbar" aria-label="这份文件">
          {entries.length > 0 && (
            <Button icon={<OutlineIcon />} onClick={() => setAside("outline")}>
              目录
            </Button>
          )}
          {!two && (
            <>
              <Button icon={<InfoIcon />} onClick={opening("facts")}>
                概要
              </Button>
              <Button icon={<NoteIcon />} onClick={opening("notes")}>
                批注{notes.length > 0 && ` ${notes.length}`}
              </Button>
            </>
          )}
        </div>
      )}
      {chosen && selected && <SelectionTools selected={selected} annotate={annotate} copy={copy} />}
      {!three && (
        <Drawer
          title="目录"
          placement="left"
          size={320}
          open={aside === "outline"}
          onClose={() => setAside(null)}
        >
          {outline}
        </Drawer>
      )}
      {!two && (
        <Drawer title="这份文件" size={400} open={aside === "panel"} onClose={() => setAside(null)}>
          {panel}
        </Drawer>
      )}
      <CleaningDrawer id={document.id} open={aside === "cleaning"} close={() => setAside(null)} />
      <NoteDrawer
        documentId={document.id}
        text={text}
        writing={writing}
        close={() => setWriting(null)}
      />
    </div>
  );
}

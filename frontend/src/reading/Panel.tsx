import type { Annotation } from "../annotations/model";
import { NotesTab } from "../annotations/NotesTab";
import type { LegalDocument } from "../api/types";
import type { CodePoints } from "../text/codepoints";
import { Tabs } from "../ui/Tabs";
import { SECTIONS } from "../ui/words";
import { FactsTab } from "./FactsTab";
import { RelationsTab } from "./RelationsTab";

interface Props {
  document: LegalDocument;
  text: CodePoints;
  notes: Annotation[];
  tab: string;
  setTab: (tab: string) => void;
  /** the note that was opened in the text */
  openNote: string | null;
  show: (start: number, end: number) => void;
  edit: (note: Annotation) => void;
}

/** All that is known of a document beside its text. */
export function Panel({ document, text, notes, tab, setTab, openNote, show, edit }: Props) {
  const facts = <FactsTab document={document} show={show} />;
  const relations = <RelationsTab document={document} show={show} />;
  const written = (
    <NotesTab
      documentId={document.id}
      text={text}
      notes={notes}
      open={openNote}
      show={show}
      edit={edit}
    />
  );
  return (
    <Tabs
      label="关于这份文件"
      open={tab}
      onOpen={setTab}
      tabs={[
        { name: "facts", label: "概要", content: facts },
        {
          name: "relations",
          label: SECTIONS.relations,
          count: document.relations.length + document.incoming.length,
          content: relations,
        },
        { name: "notes", label: "批注", count: notes.length, content: written },
      ]}
    />
  );
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { CodePoints } from "../text/codepoints";
import { type Annotation, noteOf, placeOf, quoteOf } from "./model";
import { deleteNote, notesQuery } from "./requests";
import "./annotations.css";

interface Props {
  documentId: string;
  text: CodePoints;
  notes: Annotation[];
  /** the note that was opened in the text */
  open: string | null;
  show: (start: number, end: number) => void;
  edit: (note: Annotation) => void;
}

const MOMENT = new Intl.DateTimeFormat("zh-CN", { dateStyle: "long", timeStyle: "short" });

function Note({
  note,
  documentId,
  text,
  open,
  show,
  edit,
}: Omit<Props, "notes"> & { note: Annotation }) {
  const [asking, setAsking] = useState(false);
  const card = useRef<HTMLLIElement>(null);
  const cache = useQueryClient();
  const removing = useMutation({
    mutationFn: () => deleteNote(note),
    onSuccess: () => cache.invalidateQueries({ queryKey: notesQuery(documentId).queryKey }),
  });
  const opened = open === note.id;
  useEffect(() => {
    if (opened) card.current?.scrollIntoView({ block: "nearest" });
  }, [opened]);
  const place = placeOf(note, text);
  const moment = note.modified ?? note.created;
  return (
    <li ref={card} className={opened ? "note note-open" : "note"}>
      {place ? (
        <button type="button" className="note-quote" onClick={() => show(place.start, place.end)}>
          {quoteOf(note)}
        </button>
      ) : (
        <p className="note-quote">{quoteOf(note)}</p>
      )}
      <p className="note-text">{noteOf(note)}</p>
      <p className="note-foot">
        {moment && <time dateTime={moment}>{MOMENT.format(new Date(moment))}</time>}
        {asking ? (
          <>
            <button type="button" className="plain danger" onClick={() => removing.mutate()}>
              确定删除
            </button>
            <button type="button" className="plain" onClick={() => setAsking(false)}>
              不删
            </button>
          </>
        ) : (
          <>
            <button type="button" className="plain" onClick={() => edit(note)}>
              修改
            </button>
            <button type="button" className="plain" onClick={() => setAsking(true)}>
              删除
            </button>
          </>
        )}
      </p>
      {removing.isError && (
        <p className="note-error" role="alert">
          {removing.error.message}
        </p>
      )}
    </li>
  );
}

/** The notes on a document in the order of the text. */
export function NotesTab({ notes, ...rest }: Props) {
  if (notes.length === 0) {
    return <p className="hint panel-none">还没有批注。在正文里选中一段文字，就可以写。</p>;
  }
  const inOrder = [...notes].sort(
    (one, other) => (placeOf(one, rest.text)?.start ?? 0) - (placeOf(other, rest.text)?.start ?? 0),
  );
  return (
    <ol className="notes">
      {inOrder.map((note) => (
        <Note key={note.id} note={note} {...rest} />
      ))}
    </ol>
  );
}

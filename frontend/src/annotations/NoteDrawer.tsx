import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Drawer, Input } from "antd";
import { useEffect, useId, useState } from "react";
import { Problem } from "../api/client";
import type { CodePoints } from "../text/codepoints";
import type { TextRange } from "../text/selection";
import { type Annotation, annotate, noteOf, quoteOf, rewritten } from "./model";
import { createNote, notesQuery, readNote, replaceNote, sourceOf } from "./requests";

/** A new note on a place, or an old one to be changed. */
export type Writing = { place: TextRange } | { old: Annotation };

interface Props {
  documentId: string;
  text: CodePoints;
  writing: Writing | null;
  close: () => void;
}

async function save(documentId: string, text: CodePoints, writing: Writing, note: string) {
  if ("place" in writing) {
    const source = new URL(sourceOf(documentId), location.origin).href;
    await createNote(annotate(source, text, writing.place, note));
    return;
  }
  const { note: now, tag } = await readNote(writing.old);
  if (noteOf(now) !== noteOf(writing.old)) {
    throw new Problem(412, "批注已被改过", `现在的内容是：“${noteOf(now)}”。请合并后再保存。`);
  }
  await replaceNote(rewritten(now, note), tag);
}

function Form({ documentId, text, writing, close }: Props & { writing: Writing }) {
  const before = "old" in writing ? noteOf(writing.old) : "";
  const [note, setNote] = useState(before);
  const field = useId();
  const cache = useQueryClient();
  const saving = useMutation({
    mutationFn: () => save(documentId, text, writing, note.trim()),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: notesQuery(documentId).queryKey });
      close();
    },
  });
  const quote =
    "old" in writing ? quoteOf(writing.old) : text.slice(writing.place.start, writing.place.end);
  const ready = note.trim() !== "" && note.trim() !== before;
  return (
    <form
      className="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) saving.mutate();
      }}
    >
      <blockquote>{quote}</blockquote>
      <label htmlFor={field}>批注</label>
      <Input.TextArea
        id={field}
        autoFocus
        value={note}
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && ready) saving.mutate();
        }}
        autoSize={{ minRows: 5, maxRows: 16 }}
        maxLength={10_000}
      />
      {saving.isError && (
        <p className="note-error" role="alert">
          {saving.error instanceof Problem && <strong>{saving.error.title}：</strong>}
          {saving.error.message}
        </p>
      )}
      <p className="note-ways">
        <Button type="primary" htmlType="submit" disabled={!ready} loading={saving.isPending}>
          保存
        </Button>
        <Button type="text" onClick={close}>
          取消
        </Button>
        <span className="hint">Ctrl + 回车保存</span>
      </p>
    </form>
  );
}

/** Where a note is written, beside the text and not over it: nothing but its buttons closes it. */
export function NoteDrawer(props: Props) {
  const { writing, close } = props;
  // the last thing written stays in the drawer while it slides away
  const [last, setLast] = useState(writing);
  useEffect(() => {
    if (writing) setLast(writing);
  }, [writing]);
  const shown = writing ?? last;
  return (
    <Drawer
      title={shown && "old" in shown ? "修改批注" : "写批注"}
      open={writing !== null}
      onClose={close}
      mask={false}
      size={344}
      destroyOnHidden
    >
      {shown && <Form {...props} writing={shown} />}
    </Drawer>
  );
}

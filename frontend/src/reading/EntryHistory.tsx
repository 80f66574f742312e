import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { request } from "../api/client";
import { documentPath, entriesQuery } from "../api/queries";
import type { Entry } from "../api/types";
import vocabulary from "../api/vocabulary.json";
import { FORMS } from "./factRows";
import "./entries.css";

const LABELS: Record<string, string> = vocabulary.enterable;
const ENTERED = vocabulary.certainties.entered.label;

async function post(path: string, body: unknown): Promise<void> {
  const headers = { "Content-Type": "application/json" };
  await request(path, { method: "POST", headers, body: JSON.stringify(body) });
}

/** Writes one thing, and then reads everything again that may have become different by it. */
function useWriting(documentId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: unknown }) => post(path, body),
    onSuccess: () =>
      Promise.all(
        ["document", "entries"].map((name) =>
          client.invalidateQueries({ queryKey: [name, documentId] }),
        ),
      ),
  });
}

function valueWords({ field, value }: Entry): string {
  const form = ["withdrawn", "normative"].includes(field) ? FORMS.truth : FORMS.text;
  return [value ?? []]
    .flat()
    .map(form ?? String)
    .join("；");
}

/** One entry: value, by whom, when, why, and the way to undo it. */
function EntryLine({ entry, documentId }: { entry: Entry; documentId: string }) {
  const [asked, ask] = useState(false);
  const [why, setWhy] = useState("");
  const writing = useWriting(documentId);
  const undo = (event: FormEvent) => {
    event.preventDefault();
    writing.mutate({ path: `/v1/entries/${entry.id}/undo`, body: { why } });
  };
  const withdrawal = entry.field === "withdrawn";
  const label = withdrawal ? vocabulary.withdrawal : (LABELS[entry.field] ?? entry.field);
  return (
    <li className={entry.in_effect ? "entry" : "entry entry-past"}>
      <p>
        <strong>{label}</strong>{" "}
        {entry.undoes === null ? (
          <span>{valueWords(entry)}</span>
        ) : (
          <span>{vocabulary.undoing}</span>
        )}
        {entry.undone_by !== null && <span className="aside">{vocabulary.undone}</span>}
      </p>
      <p className="aside">
        {entry.by} · {new Date(entry.at).toLocaleString("zh-CN")}
        {entry.why && ` · ${entry.why}`}
      </p>
      {entry.undone_by === null && !asked && (
        <button type="button" className="plain" onClick={() => ask(true)}>
          {vocabulary.undoing}
        </button>
      )}
      {entry.undone_by === null && asked && (
        <form className="entry-form" onSubmit={undo}>
          <input
            aria-label="为什么撤回"
            placeholder="为什么撤回"
            value={why}
            onChange={(event) => setWhy(event.target.value)}
          />
          <button type="submit" disabled={writing.isPending}>
            确认{vocabulary.undoing}
          </button>
        </form>
      )}
      {writing.error && <p role="alert">{writing.error.message}</p>}
    </li>
  );
}

/** What people entered of a document, newest first, and a form to enter more. */
export function EntryHistory({ documentId }: { documentId: string }) {
  const { data } = useQuery(entriesQuery(documentId));
  const writing = useWriting(documentId);
  const entries = [...(data?.items ?? [])].reverse();
  const enter = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const body = Object.fromEntries(new FormData(form));
    await writing.mutateAsync({ path: `${documentPath(documentId)}/entries`, body });
    form.reset();
  };
  return (
    <section className="panel-part" aria-label={ENTERED}>
      <h2>{ENTERED}</h2>
      {entries.length > 0 && (
        <ul>
          {entries.map((entry) => (
            <EntryLine key={entry.id} entry={entry} documentId={documentId} />
          ))}
        </ul>
      )}
      <details>
        <summary>填写一项</summary>
        <form className="entry-form" onSubmit={(event) => void enter(event).catch(() => undefined)}>
          <select name="field" aria-label="项目">
            {Object.entries(LABELS).map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
          <input name="value" aria-label="值" placeholder="值" required />
          <input name="why" aria-label="为什么" placeholder="为什么" />
          <button type="submit" disabled={writing.isPending}>
            填写
          </button>
        </form>
        {writing.error && <p role="alert">{writing.error.message}</p>}
      </details>
    </section>
  );
}

import { queryOptions } from "@tanstack/react-query";
import { getJson, Problem, request } from "../api/client";
import type { Annotation, NewAnnotation } from "./model";

const MEDIA = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';

interface AnnotationPage {
  items?: Annotation[];
  next?: string;
}

interface Collection extends AnnotationPage {
  first?: AnnotationPage | string;
}

export const sourceOf = (documentId: string) => `/v1/documents/${encodeURIComponent(documentId)}`;

/** Where an annotation is reached from here: its IRI may carry another host name. */
function pathOf({ id }: Annotation): string {
  const { pathname, search } = new URL(id, location.origin);
  return pathname + search;
}

function localPath(address: string): string {
  const { pathname, search } = new URL(address, location.origin);
  return pathname + search;
}

/** All notes on a document, over as many pages as the server makes of them. */
async function listNotes(documentId: string, signal: AbortSignal): Promise<Annotation[]> {
  const asked = new URLSearchParams({ target: sourceOf(documentId) });
  const told = await getJson<Collection>(`/annotations/?${asked}`, signal);
  let page: AnnotationPage | undefined =
    typeof told.first === "string"
      ? await getJson<AnnotationPage>(localPath(told.first), signal)
      : (told.first ?? told);
  const notes: Annotation[] = [];
  while (page) {
    notes.push(...(page.items ?? []));
    page = page.next ? await getJson<AnnotationPage>(localPath(page.next), signal) : undefined;
  }
  return notes;
}

export const notesQuery = (documentId: string) =>
  queryOptions({
    queryKey: ["notes", documentId],
    queryFn: ({ signal }) => listNotes(documentId, signal),
  });

export async function createNote(note: NewAnnotation): Promise<Annotation> {
  const headers = { "Content-Type": MEDIA };
  const answer = await request("/annotations/", {
    method: "POST",
    headers,
    body: JSON.stringify(note),
  });
  return (await answer.json()) as Annotation;
}

/** The annotation as it is now, with the tag that says which state that is. */
export async function readNote(note: Annotation) {
  const answer = await request(pathOf(note));
  const tag = answer.headers.get("etag");
  if (!tag) throw new Problem(0, "不能修改", "服务器没有说明批注的版本，这次修改没有保存。");
  return { note: (await answer.json()) as Annotation, tag };
}

/** Replaces what was read under `tag`; a Problem 412 when somebody was faster. */
export async function replaceNote(note: Annotation, tag: string): Promise<void> {
  const headers = { "Content-Type": MEDIA, "If-Match": tag };
  await request(pathOf(note), { method: "PUT", headers, body: JSON.stringify(note) });
}

export async function deleteNote(note: Annotation): Promise<void> {
  const { tag } = await readNote(note);
  await request(pathOf(note), { method: "DELETE", headers: { "If-Match": tag } });
}

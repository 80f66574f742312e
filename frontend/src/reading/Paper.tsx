import { memo, type ReactNode, type RefObject, useMemo } from "react";
import { Link } from "react-router";
import type { CodePoints } from "../text/codepoints";
import { type Mark, segments } from "../text/segments";
import { OFFSET_ATTRIBUTE } from "../text/selection";
import type { Line } from "./line";
import { type Box, withTables } from "./tables";
import "./paper.css";

interface LineProps {
  line: Line;
  text: CodePoints;
  marks: Mark[];
  openNote: (id: string) => void;
}

/** White space that opens a printed line: the indent is set in its place. */
const LEAD = /^\s+/;

function sameMarks(one: Mark[], other: Mark[]) {
  return one.length === other.length && one.every((mark, order) => mark === other[order]);
}

const TextLine = memo(
  function TextLine({ line, text, marks, openNote }: LineProps) {
    const lead = LEAD.exec(text.slice(line.start, line.end))?.[0].length ?? 0;
    const bodyStart = line.start + lead;
    const heading: Mark[] =
      line.run > 0 ? [{ kind: "heading", start: line.start, end: line.start + line.run }] : [];
    return (
      <p className={`line line-${line.role}`} {...{ [OFFSET_ATTRIBUTE]: line.start }}>
        {lead > 0 && <span hidden>{text.slice(line.start, bodyStart)}</span>}
        {segments(bodyStart, line.end, [...heading, ...marks]).map((segment) => {
          const piece = text.slice(segment.start, segment.end);
          const kinds = new Set(segment.marks.map((mark) => `on-${mark.kind}`));
          const note = segment.marks.findLast((mark) => mark.kind === "note");
          const shown = { className: [...kinds].join(" "), "data-at": segment.start };
          const reference = segment.marks.find((mark) => mark.kind === "reference");
          if (note?.id === undefined && reference?.id !== undefined) {
            return (
              <Link
                key={segment.start}
                {...shown}
                to={{ search: `?${new URLSearchParams({ provision: reference.id })}` }}
                draggable={false}
              >
                {piece}
              </Link>
            );
          }
          if (note?.id === undefined) {
            return kinds.has("on-search") ? (
              <mark key={segment.start} {...shown}>
                {piece}
              </mark>
            ) : (
              <span key={segment.start} {...shown}>
                {piece}
              </span>
            );
          }
          const id = note.id;
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: the panel's list is the way by keyboard
            // biome-ignore lint/a11y/useKeyWithClickEvents: same
            <span key={segment.start} {...shown} data-note={id} onClick={() => openNote(id)}>
              {piece}
            </span>
          );
        })}
      </p>
    );
  },
  (one, other) =>
    one.line === other.line &&
    one.text === other.text &&
    one.openNote === other.openNote &&
    sameMarks(one.marks, other.marks),
);

const placeOf = (rows: Box[][]) =>
  `table-${rows[0]?.find(({ lines }) => lines[0])?.lines[0]?.start}`;

/** A table, as wide as it wants to be: it is moved sideways by itself. */
function Ruled({ rows, set }: { rows: Box[][]; set: (line: Line) => ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="ruled" tabIndex={0} aria-label="表格">
      <table>
        <tbody>
          {rows.map((boxes) => (
            <tr key={placeOf([boxes])}>
              {boxes.map(({ column, columns, lines }) => (
                <td key={column} colSpan={columns}>
                  {lines.map(set)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface PaperProps {
  lines: Line[];
  text: CodePoints;
  marks: Mark[];
  language: string;
  paper: RefObject<HTMLElement | null>;
  openNote: (id: string) => void;
}

/** The text, set like an official document. Its elements hold the text and nothing but the text. */
export function Paper({ lines, text, marks, language, paper, openNote }: PaperProps) {
  const marksOf = useMemo(
    () =>
      new Map(
        lines.map((line) => [
          line,
          marks.filter(({ start, end }) => start < line.end && end > line.start),
        ]),
      ),
    [lines, marks],
  );
  const pieces = useMemo(() => withTables(lines), [lines]);
  const set = (line: Line) => (
    <TextLine
      key={line.start}
      line={line}
      text={text}
      marks={marksOf.get(line) ?? []}
      openNote={openNote}
    />
  );
  return (
    <article className="paper" lang={language} ref={paper} aria-label="正文">
      {pieces.map((piece) =>
        "rows" in piece ? (
          <Ruled key={placeOf(piece.rows)} rows={piece.rows} set={set} />
        ) : (
          set(piece)
        ),
      )}
    </article>
  );
}

/**
 * W3C Web Annotations as this page writes and reads them. The API's own document says of them only
 * that they are the W3C's, whose members may take many forms: here stand the few that the page uses.
 */
import type { CodePoints } from "../text/codepoints";
import type { TextRange } from "../text/selection";

interface TextualBody {
  type: "TextualBody";
  value: string;
  format?: string;
  purpose?: string;
}

interface QuoteSelector {
  type: "TextQuoteSelector";
  exact: string;
  prefix?: string;
  suffix?: string;
}

interface PositionSelector {
  type: "TextPositionSelector";
  start: number;
  end: number;
}

type Selector = QuoteSelector | PositionSelector;

export interface Annotation {
  "@context": string | string[];
  id: string;
  type: "Annotation";
  motivation?: string;
  created?: string;
  modified?: string;
  body?: TextualBody | TextualBody[];
  target: { source: string; selector: Selector | Selector[] };
}

export type NewAnnotation = Omit<Annotation, "id" | "created" | "modified">;

/** How much of the text around a quote is sent with it, in code points. */
const CONTEXT = 32;

function many<T>(value: T | T[] | undefined): T[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** A note on a stretch of a document's original text; both selectors count code points. */
export function annotate(
  source: string,
  text: CodePoints,
  { start, end }: TextRange,
  note: string,
): NewAnnotation {
  return {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    type: "Annotation",
    motivation: "commenting",
    body: { type: "TextualBody", value: note, format: "text/plain", purpose: "commenting" },
    target: {
      source,
      selector: [
        {
          type: "TextQuoteSelector",
          exact: text.slice(start, end),
          prefix: text.slice(Math.max(0, start - CONTEXT), start),
          suffix: text.slice(end, Math.min(text.length, end + CONTEXT)),
        },
        { type: "TextPositionSelector", start, end },
      ],
    },
  };
}

/** Where a note stands in a text; null unless its very words stand at its position. */
export function placeOf(note: Annotation, text: CodePoints): TextRange | null {
  const selectors = many(note.target.selector);
  const position = selectors.find((each) => each.type === "TextPositionSelector");
  if (!position || text.slice(position.start, position.end) !== quoteOf(note)) return null;
  return { start: position.start, end: position.end };
}

export function quoteOf({ target }: Annotation): string {
  return many(target.selector).find((each) => each.type === "TextQuoteSelector")?.exact ?? "";
}

export function noteOf({ body }: Annotation): string {
  return many(body)
    .map(({ value }) => value)
    .join("\n");
}

/** The same annotation with another note: all else that others wrote in it stays. */
export function rewritten(annotation: Annotation, note: string): Annotation {
  const [first, ...rest] = many(annotation.body);
  const body: TextualBody = { type: "TextualBody", ...first, value: note };
  return { ...annotation, body: rest.length > 0 ? [body, ...rest] : body };
}

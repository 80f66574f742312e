import { type RefObject, useEffect, useRef, useState } from "react";
import { OFFSET_ATTRIBUTE } from "../text/selection";
import { SECTIONS } from "../ui/words";
import type { Entry } from "./contents";
import "./outline.css";

/** How far below the window's top a heading still counts as reached, in pixels. */
const REACHED = 180;

/** The order of the last heading above the reading line, -1 above the first. */
function useReached(paper: RefObject<HTMLElement | null>, entries: readonly Entry[]): number {
  const [reached, setReached] = useState(-1);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      const below = entries.findIndex(({ start }) => {
        const line = paper.current?.querySelector(`[${OFFSET_ATTRIBUTE}="${start}"]`);
        return line ? line.getBoundingClientRect().top > REACHED : false;
      });
      setReached(below < 0 ? entries.length - 1 : below - 1);
    };
    const scrolled = () => {
      frame ||= requestAnimationFrame(look);
    };
    look();
    window.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      window.removeEventListener("scroll", scrolled);
      cancelAnimationFrame(frame);
    };
  }, [paper, entries]);
  return reached;
}

/** Scrolls the list alone: scrollIntoView would break off a scroll of the page on its way. */
function keepInView(entry: Element) {
  let box = entry.parentElement;
  while (box && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  if (!box) return;
  const inside = entry.getBoundingClientRect();
  const outside = box.getBoundingClientRect();
  if (inside.top < outside.top) box.scrollTop -= outside.top - inside.top;
  if (inside.bottom > outside.bottom) box.scrollTop += inside.bottom - outside.bottom;
}

interface Props {
  entries: Entry[];
  paper: RefObject<HTMLElement | null>;
  go: (offset: number) => void;
}

/** The table of contents; where one is reading is marked in it. */
export function Outline({ entries, paper, go }: Props) {
  const reached = useReached(paper, entries);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const entry = list.current?.children[reached];
    if (entry) keepInView(entry);
  }, [reached]);
  return (
    <nav className="outline" aria-label={SECTIONS.outline}>
      <ol ref={list}>
        {entries.map(({ start, words, depth, part }, order) => (
          <li key={`${start}-${depth}`} className={part ? "outline-part" : `outline-${depth}`}>
            <button
              type="button"
              aria-current={order === reached ? "location" : undefined}
              onClick={() => go(start)}
            >
              <span>{words}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

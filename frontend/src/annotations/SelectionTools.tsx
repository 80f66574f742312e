import { useEffect } from "react";
import { CopyIcon, NoteIcon } from "../ui/icons";
import type { Selected } from "./useSelectedRange";
import "./annotations.css";

interface Props {
  selected: Selected;
  annotate: () => void;
  copy: () => void;
}

const WIDTH = 225;

/** The small bar beside a selection; the letter n does the same. */
export function SelectionTools({ selected, annotate, copy }: Props) {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest("input, textarea")) return;
      event.preventDefault();
      annotate();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [annotate]);
  const left = Math.max(
    8,
    Math.min(selected.left - WIDTH / 2, document.body.clientWidth - WIDTH - 8),
  );
  return (
    <div
      className="selection-tools"
      role="toolbar"
      aria-label="所选文字"
      style={{ left, top: selected.top + 8 }}
      // the selection must survive the press
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
    >
      <button type="button" onClick={annotate}>
        <NoteIcon />
        批注<kbd>n</kbd>
      </button>
      <button type="button" onClick={copy}>
        <CopyIcon />
        复制引文
      </button>
    </div>
  );
}

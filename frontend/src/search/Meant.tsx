import type { Asked } from "./params";

interface Props {
  asked: Asked;
  ask: (asked: Asked) => void;
  meant: string[];
}

/** Queries that may have been meant, where this one finds nothing or next to nothing. */
export function Meant({ asked, ask, meant }: Props) {
  if (meant.length === 0) return null;
  return (
    <p className="meant">
      是不是要找
      {meant.map((q) => (
        <button key={q} type="button" className="plain" onClick={() => ask({ ...asked, q })}>
          {q}
        </button>
      ))}
    </p>
  );
}

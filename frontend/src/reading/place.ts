/** The place an address names: `#120-150`, or `?at=120-150`; null for none. */
export function placeIn(hash: string, search: string): { start: number; end: number } | null {
  const named = hash.slice(1) || new URLSearchParams(search).get("at") || "";
  const numbers = /^(\d+)-(\d+)$/.exec(named);
  if (!numbers) return null;
  const start = Number(numbers[1]);
  const end = Number(numbers[2]);
  return start < end ? { start, end } : null;
}

/** Brings the words at this offset into view. */
export function scrollToOffset(
  root: HTMLElement,
  offset: number,
  block: "start" | "center" = "center",
) {
  const pieces = root.querySelectorAll<HTMLElement>("[data-at]");
  let nearest: HTMLElement | undefined;
  for (const piece of pieces) {
    if (Number(piece.dataset.at) > offset) break;
    nearest = piece;
  }
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  nearest?.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
}

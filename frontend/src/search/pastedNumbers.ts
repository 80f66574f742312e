/** as many as one look-up takes */
const MOST = 1000;

/** The document numbers of a list that was pasted: one on a line, or in a cell; none unless several. */
export function pastedNumbers(text: string): string[] {
  const pieces = text.split(/[\r\n\t；;]+/).map((piece) => piece.trim());
  const numbers = [...new Set(pieces)].filter((piece) =>
    /[0-9０-９一二三四五六七八九十]\s*[号號]/.test(piece),
  );
  return numbers.length > 1 ? numbers.slice(0, MOST) : [];
}

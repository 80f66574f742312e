/** Grey lines in the place of what is on its way. */
export function Loading({ lines = 6 }: { lines?: number }) {
  return (
    <output className="loading" aria-label="正在载入">
      {Array.from({ length: lines }, (_, order) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <span key={order} className="loading-line" />
      ))}
    </output>
  );
}

/** Groups what ends by the month it ends in; the order stays. */
export function byMonth<T extends { ends: string | null }>(items: readonly T[]) {
  const months: { month: string; items: T[] }[] = [];
  for (const item of items) {
    const month = (item.ends ?? "").slice(0, 7);
    const last = months.at(-1);
    if (last?.month === month) last.items.push(item);
    else months.push({ month, items: [item] });
  }
  return months;
}

/** `2026-12` is read as 2026年12月. */
export function monthWords(month: string): string {
  const [year, number] = month.split("-");
  return `${year}年${Number(number)}月`;
}

/** A paragraph that belongs to no article and no heading is addressed by its order alone: 段7. */
const PARAGRAPH = /(^|\/)段(\d+)$/;

/** Whether an address only counts paragraphs, which says little to a reader. */
export function isParagraph(address: string): boolean {
  return PARAGRAPH.test(address);
}

/** `附件1/第三条` is read as 附件1 第三条, `三/(二)/4` as 三（二）4, `段7` as 第7段. */
export function provisionWords(address: string): string {
  return address
    .replace(PARAGRAPH, "$1第$2段")
    .replace(/\(([^)]*)\)/g, "（$1）")
    .replace(/^(附件[^/]*)\//, "$1 ")
    .replaceAll("/", "");
}

const HIGH_SURROGATE = /[\ud800-\udbff][\udc00-\udfff]/g;

/** The number of code points in a string: `countCodePoints("𠀀中") === 2`. */
export function countCodePoints(text: string): number {
  return text.length - (text.match(HIGH_SURROGATE)?.length ?? 0);
}

/**
 * Both ways of counting in one text: the API counts code points, JavaScript UTF-16 units.
 * Only characters outside the basic plane (𠀀) make a difference, so only these are kept.
 */
export class CodePoints {
  readonly text: string;
  readonly length: number;
  /** code point indexes of the characters that take two units, ascending */
  readonly #wide: number[] = [];

  constructor(text: string) {
    this.text = text;
    for (const { index } of text.matchAll(HIGH_SURROGATE)) {
      this.#wide.push(index - this.#wide.length);
    }
    this.length = text.length - this.#wide.length;
  }

  /** The UTF-16 index at which this code point begins. */
  toUtf16(codePoint: number): number {
    return codePoint + this.#countWide((wide) => wide < codePoint);
  }

  /** The code point that begins at this UTF-16 index, or holds it. */
  toCodePoint(utf16: number): number {
    return utf16 - this.#countWide((wide, order) => wide + order < utf16);
  }

  slice(start: number, end: number): string {
    return this.text.slice(this.toUtf16(start), this.toUtf16(end));
  }

  #countWide(before: (wide: number, order: number) => boolean): number {
    let low = 0;
    let high = this.#wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(this.#wide[middle] ?? 0, middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

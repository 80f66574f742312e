import { describe, expect, it } from "vitest";
import { CodePoints, countCodePoints } from "./codepoints";

describe("CodePoints", () => {
  const text = new CodePoints("甲𠀀乙𠮷\n丙");

  it("counts a character outside the basic plane once", () => {
    expect(text.length).toBe(6);
    expect(countCodePoints("𠀀中")).toBe(2);
    expect(countCodePoints("")).toBe(0);
  });

  it.each([
    [0, 0],
    [1, 1],
    [2, 3],
    [3, 4],
    [4, 6],
    [5, 7],
    [6, 8],
  ])("code point %i begins at UTF-16 index %i, and back", (codePoint, utf16) => {
    expect(text.toUtf16(codePoint)).toBe(utf16);
    expect(text.toCodePoint(utf16)).toBe(codePoint);
  });

  it("takes the second half of a pair for the character it belongs to", () => {
    expect(text.toCodePoint(2)).toBe(1);
    expect(text.toCodePoint(5)).toBe(3);
  });

  it("cuts between characters, as Python does", () => {
    expect(text.slice(1, 4)).toBe("𠀀乙𠮷");
    expect(text.slice(3, 6)).toBe("𠮷\n丙");
  });

  it("agrees with a plain walk over the characters, wherever they stand", () => {
    const pieces = ["法", "𠀀", "a", "𪚥", "。", "規"];
    for (let seed = 1; seed < 200; seed += 1) {
      const letters = Array.from(
        { length: 40 },
        (_, at) => pieces[(seed * (at + 3) ** 2) % 6] ?? "",
      );
      const points = new CodePoints(letters.join(""));
      letters.forEach((letter, at) => {
        expect(points.slice(at, at + 1)).toBe(letter);
        expect(points.toCodePoint(points.toUtf16(at))).toBe(at);
      });
    }
  });
});

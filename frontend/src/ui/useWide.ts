import { useMedia } from "./useMedia";

/** Whether the window is at least this wide, in CSS pixels. */
export function useWide(pixels: number): boolean {
  return useMedia(`(min-width: ${pixels}px)`);
}

import { MIRROR } from "./words";

/** Said wherever a mirror's text is shown. */
export function MirrorMark() {
  return (
    <span className="mirror-mark" title={MIRROR.caution}>
      {MIRROR.label}
    </span>
  );
}

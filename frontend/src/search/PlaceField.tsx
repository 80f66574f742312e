import { type FormEvent, useId, useState } from "react";
import type { FacetValue } from "../api/types";
import { Choice } from "../ui/Choice";
import { FILTERS, regionWords } from "../ui/words";
import { type Asked, at, PLACES, type PlaceName } from "./params";
import "./place.css";

const SENSES = PLACES.map((value) => ({ value, label: FILTERS[value] }));

interface Props {
  asked: Asked;
  ask: (asked: Asked) => void;
  /** places that documents are of */
  known: FacetValue[];
}

/** A place by its name, and whether what binds there is wanted, or what comes from there. */
export function PlaceField({ asked, ask, known }: Props) {
  const chosen = PLACES.flatMap((name) => asked.filters[name].map((place) => ({ name, place })));
  const place = chosen[0]?.place ?? "";
  const [shown, setShown] = useState(place);
  const [typed, setTyped] = useState(regionWords(place));
  const [free, setFree] = useState<PlaceName>("applies_to");
  const sense = chosen[0]?.name ?? free;
  const field = useId();
  const places = useId();
  if (shown !== place) {
    // the address changed by other means: back, a link, a chip
    setShown(place);
    setTyped(regionWords(place));
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask(at(asked, sense, typed.trim()));
  };
  const choose = (next: PlaceName) => {
    setFree(next);
    if (chosen.length > 0) ask(at(asked, next, place));
  };
  return (
    <form className="place" onSubmit={submit}>
      <label htmlFor={field} className="unseen">
        省、市、县的名称
      </label>
      <div className="place-name">
        <input
          id={field}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          list={places}
          placeholder="省、市、县，如 广州市"
          enterKeyHint="go"
          autoComplete="off"
        />
        <button type="submit">确定</button>
      </div>
      <datalist id={places}>
        {known.map(({ value }) => (
          <option key={value} value={regionWords(value)} />
        ))}
      </datalist>
      <Choice label="此地的哪些文件" options={SENSES} value={sense} onChange={choose} />
    </form>
  );
}

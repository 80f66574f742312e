import { useId } from "react";
import type { FacetValue, Mode } from "../api/types";
import vocabulary from "../api/vocabulary.json";
import { Choice } from "../ui/Choice";
import { DateField } from "../ui/DateField";
import { choices, FILTERS, PARAMETERS } from "../ui/words";
import { Facet } from "./Facet";
import { type Asked, FACETS } from "./params";
import "./facets.css";

const MODES = choices<Mode>(vocabulary.search_modes);

interface Props {
  asked: Asked;
  ask: (asked: Asked) => void;
  values: Record<string, FacetValue[]>;
}

/** How the query is matched, for which day, and what the result holds, to be narrowed. */
export function Facets({ asked, ask, values }: Props) {
  const day = useId();
  return (
    <div className="facets">
      <section className="facet">
        <h2>{PARAMETERS.mode}</h2>
        <Choice
          label={PARAMETERS.mode}
          options={MODES}
          value={asked.mode}
          onChange={(mode) => ask({ ...asked, mode })}
        />
      </section>
      <section className="facet">
        <h2>
          <label htmlFor={day}>{`${FILTERS.status}${PARAMETERS.as_of}`}</label>
        </h2>
        <DateField id={day} value={asked.asOf} onChange={(asOf) => ask({ ...asked, asOf })} />
      </section>
      {FACETS.map((name) => (
        <Facet key={name} name={name} asked={asked} ask={ask} values={values} />
      ))}
    </div>
  );
}

import { useId } from "react";
import type { FacetValue, Mode } from "../api/types";
import { Choice } from "../ui/Choice";
import { DateField } from "../ui/DateField";
import { Facet } from "./Facet";
import { type Asked, FACETS } from "./params";
import "./facets.css";

const MODES: { value: Mode; label: string }[] = [
  { value: "all", label: "全部字词" },
  { value: "any", label: "任一字词" },
  { value: "number", label: "文号" },
];

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
        <h2>匹配</h2>
        <Choice
          label="匹配方式"
          options={MODES}
          value={asked.mode}
          onChange={(mode) => ask({ ...asked, mode })}
        />
      </section>
      <section className="facet">
        <h2>
          <label htmlFor={day}>时效以哪一天为准</label>
        </h2>
        <DateField id={day} value={asked.asOf} onChange={(asOf) => ask({ ...asked, asOf })} />
      </section>
      {FACETS.map((name) => (
        <Facet key={name} name={name} asked={asked} ask={ask} values={values} />
      ))}
    </div>
  );
}

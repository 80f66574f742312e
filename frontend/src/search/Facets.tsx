import { Checkbox } from "antd";
import { useId, useState } from "react";
import type { FacetValue } from "../api/types";
import { Choice } from "../ui/Choice";
import { DateField } from "../ui/DateField";
import { type FacetLine, facetTree } from "./facetTree";
import { FILTER_NAMES, filterWords } from "./filterWords";
import { type Asked, FILTERS, type FilterName, type Mode, toggled } from "./params";
import "./facets.css";

const SHORT = 7;
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

/** The values to show, chosen ones always among them, also when nothing is left to count. */
function shownValues(all: FacetValue[], chosen: string[], short: boolean): FacetLine[] {
  const missing = chosen
    .filter((value) => !all.some((each) => each.value === value))
    .map((value) => ({ value, count: 0 }));
  const listed = facetTree([...all, ...missing]);
  if (!short) return listed;
  return listed.filter(({ value }, order) => order < SHORT || chosen.includes(value));
}

function Facet({ name, asked, ask, values }: Props & { name: FilterName }) {
  const [short, setShort] = useState(true);
  const heading = useId();
  const all = values[name] ?? [];
  const chosen = asked.filters[name];
  if (all.length === 0 && chosen.length === 0) return null;
  return (
    <section className="facet" aria-labelledby={heading}>
      <h2 id={heading}>{FILTER_NAMES[name]}</h2>
      <ul>
        {shownValues(all, chosen, short).map(({ value, count, depth }) => (
          <li key={value} className={`facet-${depth}`}>
            <Checkbox
              checked={chosen.includes(value)}
              onChange={() => ask(toggled(asked, name, value))}
            >
              <span className="facet-value">
                {depth > 0 ? value.split("/").at(-1) : filterWords(name, value)}
              </span>
              <span className="facet-count">{count}</span>
            </Checkbox>
          </li>
        ))}
      </ul>
      {all.length > SHORT && (
        <button
          type="button"
          className="plain"
          aria-expanded={!short}
          onClick={() => setShort(!short)}
        >
          {short ? `展开其余 ${all.length - SHORT} 项` : "收起"}
        </button>
      )}
    </section>
  );
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
      {FILTERS.map((name) => (
        <Facet key={name} name={name} asked={asked} ask={ask} values={values} />
      ))}
    </div>
  );
}

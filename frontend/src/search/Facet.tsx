import { Checkbox } from "antd";
import { useId, useState } from "react";
import type { FacetValue } from "../api/types";
import { OpenIcon } from "../ui/icons";
import { FILTERS } from "../ui/words";
import { type FacetLine, facetTree, firstLines, seenLines } from "./facetTree";
import { filterWords } from "./filterWords";
import { PlaceField } from "./PlaceField";
import { type Asked, type FacetName, toggled } from "./params";

/** values at first, and those that each step adds */
const SHORT = 7;
const MORE = 50;

interface Props {
  name: FacetName;
  asked: Asked;
  ask: (asked: Asked) => void;
  /** the values counted, by name of their facet */
  values: Record<string, FacetValue[]>;
}

/** The values counted, and those chosen, also when nothing is left of them to count. */
function allLines(all: FacetValue[], chosen: string[]): FacetLine[] {
  const missing = chosen
    .filter((value) => !all.some((each) => each.value === value))
    .map((value) => ({ value, count: 0 }));
  return facetTree([...all, ...missing]);
}

/** The values of one facet, to be chosen: paths as a tree that opens step by step. */
export function Facet({ name, asked, ask, values }: Props) {
  const [most, setMost] = useState(SHORT);
  const [opened, setOpened] = useState<readonly string[]>([]);
  const heading = useId();
  const all = values[name] ?? [];
  const chosen = asked.filters[name];
  const placed = name === "region";
  if (all.length === 0 && chosen.length === 0 && !placed) return null;
  const lines = allLines(all, chosen);
  // a small tree is read at a glance
  const small = lines.length <= SHORT;
  const isOpen = (value: string) => small || opened.includes(value);
  const left = lines.filter(({ depth }) => depth === 0).length - most;
  return (
    <section className="facet" aria-labelledby={heading}>
      <h2 id={heading}>{FILTERS[name]}</h2>
      {placed && <PlaceField asked={asked} ask={ask} known={all} />}
      <ul className={!small && lines.some(({ leads }) => leads) ? "facet-tree" : undefined}>
        {firstLines(seenLines(lines, isOpen, chosen), most, chosen).map(
          ({ value, count, depth, leads }) => {
            const words = depth > 0 ? value.split("/").at(-1) : filterWords(name, value);
            return (
              <li key={value} className={`facet-${depth}`}>
                <Checkbox
                  checked={chosen.includes(value)}
                  onChange={() => ask(toggled(asked, name, value))}
                >
                  <span className="facet-value">{words}</span>
                  <span className="facet-count">{count}</span>
                </Checkbox>
                {leads && !small && (
                  <button
                    type="button"
                    className="facet-open"
                    aria-label={`${words}的下级`}
                    aria-expanded={isOpen(value)}
                    onClick={() =>
                      setOpened(
                        isOpen(value)
                          ? opened.filter((each) => each !== value)
                          : [...opened, value],
                      )
                    }
                  >
                    <OpenIcon />
                  </button>
                )}
              </li>
            );
          },
        )}
      </ul>
      {left > 0 && (
        <button type="button" className="plain" onClick={() => setMost(most + MORE)}>
          {left > MORE ? `再展开 ${MORE} 项，还有 ${left} 项` : `展开其余 ${left} 项`}
        </button>
      )}
      {most > SHORT && (
        <button type="button" className="plain" onClick={() => setMost(SHORT)}>
          收起
        </button>
      )}
    </section>
  );
}

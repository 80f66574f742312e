import { CloseIcon } from "../ui/icons";
import { dateWords, FILTERS } from "../ui/words";
import { filterWords } from "./filterWords";
import { type Asked, chosenFilters, toggled, withoutFilters } from "./params";

interface Props {
  asked: Asked;
  ask: (asked: Asked) => void;
}

function Chip({ words, remove }: { words: string; remove: () => void }) {
  return (
    <li>
      <button type="button" className="chip" aria-label={`去掉条件 ${words}`} onClick={remove}>
        {words}
        <CloseIcon />
      </button>
    </li>
  );
}

/** The conditions that are on, each to be taken off. */
export function Chips({ asked, ask }: Props) {
  const chosen = chosenFilters(asked);
  if (chosen.length === 0 && !asked.asOf) return null;
  return (
    <ul className="chips" aria-label="已选条件">
      {asked.asOf && (
        <Chip
          words={`以 ${dateWords(asked.asOf)} 为准`}
          remove={() => ask({ ...asked, asOf: null })}
        />
      )}
      {chosen.map(({ name, value }) => (
        <Chip
          key={`${name}${value}`}
          words={`${FILTERS[name]}：${filterWords(name, value)}`}
          remove={() => ask(toggled(asked, name, value))}
        />
      ))}
      {chosen.length > 1 && (
        <li>
          <button type="button" className="plain" onClick={() => ask(withoutFilters(asked))}>
            全部去掉
          </button>
        </li>
      )}
    </ul>
  );
}

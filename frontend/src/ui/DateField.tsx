import { isDay } from "./words";
import "./date.css";

interface Props {
  id: string;
  value: string | null;
  onChange: (day: string | null) => void;
}

/** The browser's own date field; left empty it means, and says, today. */
export function DateField({ id, value, onChange }: Props) {
  // an address may carry what no calendar holds: the answer to it says so
  const day = value && isDay(value) ? value : "";
  return (
    <span className={day ? "date" : "date date-empty"}>
      <input
        id={id}
        type="date"
        value={day}
        onChange={(event) => onChange(event.target.value || null)}
      />
    </span>
  );
}

import "./date.css";

interface Props {
  id: string;
  value: string | null;
  onChange: (day: string | null) => void;
}

/** The browser's own date field; left empty it means, and says, today. */
export function DateField({ id, value, onChange }: Props) {
  return (
    <span className={value ? "date" : "date date-empty"}>
      <input
        id={id}
        type="date"
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value || null)}
      />
    </span>
  );
}

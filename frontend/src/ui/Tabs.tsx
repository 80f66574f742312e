import { type KeyboardEvent, type ReactNode, useId } from "react";
import "./tabs.css";

export interface Tab {
  name: string;
  label: string;
  count?: number;
  content: ReactNode;
}

interface Props {
  label: string;
  tabs: Tab[];
  open: string;
  onOpen: (name: string) => void;
}

/** Tabs after the ARIA pattern: arrow keys move between them. */
export function Tabs({ label, tabs, open, onOpen }: Props) {
  const id = useId();
  const current = tabs.find(({ name }) => name === open) ?? tabs[0];
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next =
      step &&
      tabs[(tabs.findIndex(({ name }) => name === open) + step + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onOpen(next.name);
    document.getElementById(`${id}${next.name}`)?.focus();
  };
  return (
    <>
      <div className="tabs" role="tablist" aria-label={label}>
        {tabs.map((tab) => (
          <button
            key={tab.name}
            id={`${id}${tab.name}`}
            type="button"
            role="tab"
            aria-selected={tab === current}
            aria-controls={`${id}panel`}
            tabIndex={tab === current ? 0 : -1}
            onClick={() => onOpen(tab.name)}
            onKeyDown={move}
          >
            {tab.label}
            {tab.count !== undefined && tab.count > 0 && (
              <span className="tab-count">{tab.count}</span>
            )}
          </button>
        ))}
      </div>
      <div
        id={`${id}panel`}
        className="tab-panel"
        role="tabpanel"
        aria-labelledby={`${id}${current?.name}`}
      >
        {current?.content}
      </div>
    </>
  );
}

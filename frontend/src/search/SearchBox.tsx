import { Button, Input, type InputRef } from "antd";
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { SearchIcon } from "../ui/icons";
import { PastedNumbers } from "./PastedNumbers";
import { readAddress, toAddress } from "./params";
import { pastedNumbers } from "./pastedNumbers";
import { optionId, Suggestions } from "./Suggestions";
import { useSuggestions } from "./useSuggestions";
import "./box.css";

/** Typing `/` anywhere but in a field goes to the query box. */
function useSlash(box: React.RefObject<InputRef | null>) {
  useEffect(() => {
    const go = (event: globalThis.KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest("input, textarea");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      event.preventDefault();
      box.current?.focus({ cursor: "all" });
    };
    document.addEventListener("keydown", go);
    return () => document.removeEventListener("keydown", go);
  }, [box]);
}

/** The query box. A new query on the result page keeps the chosen filters. */
export function SearchBox({ large = false }: { large?: boolean }) {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const asked = readAddress(new URLSearchParams(search));
  const [shown, setShown] = useState(asked.q);
  const [typed, setTyped] = useState(asked.q);
  // offered only after something was typed, and not while an input method is at it
  const [typing, setTyping] = useState(false);
  const [composing, setComposing] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const [pasted, setPasted] = useState<string[]>([]);
  const list = useId();
  const box = useRef<InputRef>(null);
  useSlash(box);
  const offered = useSuggestions(typed, typing && !composing);
  if (shown !== asked.q) {
    // the address changed by other means: back, a link, a chip
    setShown(asked.q);
    setTyped(asked.q);
  }

  const close = () => {
    setTyping(false);
    setChosen(-1);
  };
  const searchFor = (q: string) => {
    close();
    setPasted([]);
    const base = pathname === "/search" ? asked : readAddress(new URLSearchParams());
    navigate(`/search?${toAddress({ ...base, q })}`);
    box.current?.blur();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    searchFor(typed.trim());
  };
  const choose = (text: string) => {
    setTyped(text);
    searchFor(text);
  };
  const steer = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || offered.length === 0) return;
    const picked = offered[chosen];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      // one place more than there are options: the box itself
      const places = offered.length + 1;
      const step = event.key === "ArrowDown" ? 1 : places - 1;
      setChosen(((chosen + 1 + step) % places) - 1);
    } else if (event.key === "Escape") close();
    else if (event.key === "Enter" && picked) choose(picked.text);
    else return;
    event.preventDefault();
  };
  return (
    <search className={large ? "box box-large" : "box"}>
      <form onSubmit={submit}>
        <Input
          ref={box}
          size="large"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setTyping(true);
            setChosen(-1);
          }}
          onPaste={(event) => {
            const numbers = pastedNumbers(event.clipboardData.getData("text"));
            if (numbers.length === 0) return;
            event.preventDefault();
            setPasted(numbers);
            close();
          }}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          onKeyDown={steer}
          onBlur={close}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={offered.length > 0}
          aria-controls={offered.length > 0 ? list : undefined}
          aria-activedescendant={chosen >= 0 ? optionId(list, chosen) : undefined}
          prefix={<SearchIcon />}
          suffix={
            <>
              {typed === "" && <kbd title="按 / 键到这里">/</kbd>}
              <Link className="box-help" to="/help">
                语法
              </Link>
            </>
          }
          allowClear
          aria-label="检索法规"
          placeholder="字词、文号或一句话"
          enterKeyHint="search"
          autoComplete="off"
          spellCheck={false}
        />
        <Button type="primary" size="large" htmlType="submit">
          检索
        </Button>
        {offered.length > 0 && (
          <Suggestions id={list} offered={offered} chosen={chosen} choose={choose} />
        )}
        {pasted.length > 0 && <PastedNumbers numbers={pasted} close={() => setPasted([])} />}
      </form>
    </search>
  );
}

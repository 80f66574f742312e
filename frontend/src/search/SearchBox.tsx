import { Button, Input, type InputRef } from "antd";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { SearchIcon } from "../ui/icons";
import { readAddress, toAddress } from "./params";
import "./box.css";

/** Typing `/` anywhere but in a field goes to the query box. */
function useSlash(box: React.RefObject<InputRef | null>) {
  useEffect(() => {
    const go = (event: KeyboardEvent) => {
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
  const box = useRef<InputRef>(null);
  useSlash(box);
  if (shown !== asked.q) {
    // the address changed by other means: back, a link, a chip
    setShown(asked.q);
    setTyped(asked.q);
  }

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const base = pathname === "/search" ? asked : readAddress(new URLSearchParams());
    navigate(`/search?${toAddress({ ...base, q: typed.trim() })}`);
    box.current?.blur();
  };
  return (
    <search className={large ? "box box-large" : "box"}>
      <form onSubmit={submit}>
        <Input
          ref={box}
          size="large"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
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
      </form>
    </search>
  );
}

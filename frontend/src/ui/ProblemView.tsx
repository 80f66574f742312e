import { Button } from "antd";
import { Link } from "react-router";
import { Problem } from "../api/client";
import { PARAMETERS } from "./words";
import "./problem.css";

const FIELDS: Record<string, string> = PARAMETERS;

interface Props {
  error: Error;
  retry?: () => void;
  /** the problem is all there is on the page */
  alone?: boolean;
  /** what the page calls the fields, where that is its own way */
  names?: Record<string, string>;
}

/** An error as the server explains it, with a way on. */
export function ProblemView({ error, retry, alone = false, names = {} }: Props) {
  const Heading = alone ? "h1" : "h2";
  const problem =
    error instanceof Problem
      ? error
      : new Problem(0, "页面出错", "这一页没能显示出来。请重新载入；如果再次出现，请告诉管理员。");
  return (
    <section className="problem" role="alert">
      {problem.status > 0 && <p className="problem-status">{problem.status}</p>}
      <Heading>{problem.title}</Heading>
      {problem.errors.length === 0 ? (
        <p>{problem.message}</p>
      ) : (
        <ul>
          {problem.errors.map(({ loc, msg }) => (
            <li key={`${loc}${msg}`}>
              {names[loc] ?? FIELDS[loc] ?? loc}：{msg}
            </li>
          ))}
        </ul>
      )}
      <p className="problem-ways">
        {retry && problem.status !== 422 && (
          <Button type="primary" onClick={retry}>
            重试
          </Button>
        )}
        <Link to="/">回首页</Link>
      </p>
    </section>
  );
}

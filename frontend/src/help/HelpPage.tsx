import { Link } from "react-router";
import examples from "./examples.json";
import "./help.css";

function searchAddress(q: string): string {
  return `/search?${new URLSearchParams({ q })}`;
}

/** The query language by its examples, each with how it is read and a way to try it. */
export default function HelpPage() {
  return (
    <main id="main" className="help">
      <title>检索语法 · 法规 Fagui</title>
      <header className="help-head">
        <h1>检索语法</h1>
        <p>
          直接输入字词、文号或一句话就能检索；下面的写法用来找得更准。每个例子旁边是它被怎样理解，点一下就能试。
        </p>
        <nav aria-label="本页目录">
          <ul>
            {examples.map(({ title }) => (
              <li key={title}>
                <a href={`#${title}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      {examples.map(({ title, text, rows }) => (
        <section key={title} id={title} aria-labelledby={`${title}-h`}>
          <h2 id={`${title}-h`}>{title}</h2>
          <p>{text}</p>
          <dl>
            {rows.map(({ q, read_as }) => (
              <div key={q}>
                <dt>
                  <Link to={searchAddress(q)}>{q}</Link>
                </dt>
                <dd>{read_as}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <section aria-labelledby="help-modes">
        <h2 id="help-modes">匹配方式</h2>
        <p>
          结果页左侧可以换成“任一字词”：用来问一句话，含有其中的词越多越靠前，以上写法这时不起作用；或“文号”：只按文号查找，可以带
          *。
        </p>
      </section>
    </main>
  );
}

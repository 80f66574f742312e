import { Link } from "react-router";
import vocabulary from "../api/vocabulary.json";
import { FILTERS } from "../ui/words";
import examples from "./examples.json";
import "./help.css";

const { search_modes } = vocabulary;

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
        <h2 id="help-modes">匹配方式和地方</h2>
        <p>
          结果页的筛选里可以换成“{search_modes.any}
          ”：用来问一句话，含有其中的词越多越靠前，以上写法这时不起作用；或“
          {search_modes.number}”：可以带 *。
        </p>
        <p>
          筛选的“{FILTERS.region}”里写上一个省、市、县：“{FILTERS.applies_to}
          ”是在那里起作用的文件，当地的、各上级的和全国的；“{FILTERS.within}
          ”是当地和它下面各地自己的文件。
        </p>
      </section>
      <section aria-labelledby="help-typing">
        <h2 id="help-typing">输入时</h2>
        <p>
          输入到一半会提示文号、用语和标题，括号写哪一种都行，也可以输入拼音的首字母：xzcf
          提示行政处罚法。字词哪里都没有时，按读音和字形提示可能要找的；只提示库里检索得到的。
        </p>
      </section>
    </main>
  );
}

import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { Link } from "react-router";
import { lookupQuery } from "../api/queries";
import type { NumberAnswer } from "../api/types";
import { ProblemView } from "../ui/ProblemView";
import { StatusWords } from "../ui/StatusTag";

/** How the documents of a pasted list of numbers stand today, below the query box. */
export function PastedNumbers({ numbers, close }: { numbers: string[]; close: () => void }) {
  const found = useQuery(lookupQuery(numbers));
  const answers = found.data?.items.filter(({ state }) => state !== "not_a_number");
  return (
    <section className="pasted" aria-label="识别到的文号">
      <header className="pasted-head">
        <span aria-live="polite">
          {answers ? `识别到 ${answers.length} 个文号` : "正在识别文号……"}
        </span>
        <Button size="small" onClick={close}>
          关闭
        </Button>
      </header>
      {found.error && <ProblemView error={found.error} retry={() => found.refetch()} />}
      <ul>
        {answers?.map((answer) => (
          <li key={answer.query}>
            <span className="pasted-number">{answer.canonical}</span>
            <Outcome answer={answer} close={close} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Outcome({ answer, close }: { answer: NumberAnswer; close: () => void }) {
  const [document] = answer.documents;
  if (answer.state !== "found" || !document) {
    return <span className="pasted-reason">{answer.reason}</span>;
  }
  return (
    <>
      <Link to={`/documents/${document.id}`} onClick={close}>
        {document.title}
      </Link>
      <span className="pasted-status">
        <StatusWords summary={document} />
      </span>
    </>
  );
}

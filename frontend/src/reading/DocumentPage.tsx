import { useQueries, useQuery } from "@tanstack/react-query";
import { useParams, useSearchParams } from "react-router";
import { documentQuery, textQuery } from "../api/queries";
import { Loading } from "../ui/Loading";
import { ProblemView } from "../ui/ProblemView";
import { Reading } from "./Reading";
import "./reading.css";

/** A document and its text in both scripts, asked for at once. */
export default function DocumentPage() {
  const { id = "" } = useParams();
  const [address] = useSearchParams();
  const document = useQuery(documentQuery(id, address.get("as_of") || null));
  const texts = useQueries({ queries: [textQuery(id, "original"), textQuery(id, "simplified")] });
  // a document of which only the name is known has no text to answer with
  const textless = document.data?.revision === null;
  const failed = [document, ...(textless ? [] : texts)].find(({ isError }) => isError);
  const [original, simplified] = texts.map(({ data }) => (textless ? "" : data?.text));

  if (!failed && document.data && original !== undefined && simplified !== undefined) {
    return (
      <Reading key={id} document={document.data} original={original} simplified={simplified} />
    );
  }
  return (
    <main id="main" className="narrow">
      <title>文件 · 法规 Fagui</title>
      {failed?.error ? (
        <ProblemView error={failed.error} retry={() => failed.refetch()} alone />
      ) : (
        <>
          <h1 className="unseen">文件</h1>
          <Loading lines={14} />
        </>
      )}
    </main>
  );
}

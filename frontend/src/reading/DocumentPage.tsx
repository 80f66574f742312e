import { useQueries, useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { documentQuery, textQuery } from "../api/queries";
import { Loading } from "../ui/Loading";
import { ProblemView } from "../ui/ProblemView";
import { Reading } from "./Reading";
import "./reading.css";

export default function DocumentPage() {
  const { id = "" } = useParams();
  const document = useQuery(documentQuery(id));
  const [original, simplified] = useQueries({
    queries: [textQuery(id, "original"), textQuery(id, "simplified")],
  });
  const failed = [document, original, simplified].find(({ isError }) => isError);
  if (failed?.error) {
    return (
      <main id="main" className="narrow">
        <title>文件 · 法规 Fagui</title>
        <ProblemView error={failed.error} retry={() => failed.refetch()} />
      </main>
    );
  }
  if (!document.data || !original.data || !simplified.data) {
    return (
      <main id="main" className="narrow">
        <title>文件 · 法规 Fagui</title>
        <Loading lines={14} />
      </main>
    );
  }
  return (
    <Reading
      key={id}
      document={document.data}
      original={original.data.text}
      simplified={simplified.data.text}
    />
  );
}

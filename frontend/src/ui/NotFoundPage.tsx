import { Problem } from "../api/client";
import { ProblemView } from "./ProblemView";

export function NotFoundPage() {
  const problem = new Problem(404, "没有这一页", "地址可能抄错了，或者页面已经搬走。");
  return (
    <main id="main" className="narrow">
      <title>没有这一页 · 法规 Fagui</title>
      <ProblemView error={problem} alone />
    </main>
  );
}

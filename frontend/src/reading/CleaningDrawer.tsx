import { useQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import { cleaningQuery } from "../api/queries";
import { Loading } from "../ui/Loading";
import { ProblemView } from "../ui/ProblemView";

/** What cleaning took from the page, and by which rule. */
function Cuts({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(cleaningQuery(id));
  if (error) return <ProblemView error={error} retry={() => refetch()} />;
  if (!data) return <Loading />;
  if (data.cuts.length === 0) return <p>这份文件没有删去任何文字。</p>;
  return (
    <>
      <p className="hint">
        下面是收录时从网页上删去的文字。公文本身的字没有删改；如果这里有属于公文的字，请告诉管理员。
      </p>
      <ol className="cuts">
        {data.cuts.map(({ rule, text }, order) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
          <li key={order}>
            <span className="aside">{rule}</span>
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </>
  );
}

export function CleaningDrawer({
  id,
  open,
  close,
}: {
  id: string;
  open: boolean;
  close: () => void;
}) {
  return (
    <Drawer title="清理记录" open={open} onClose={close} size={440} destroyOnHidden>
      <Cuts id={id} />
    </Drawer>
  );
}

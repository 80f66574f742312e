import { lazy, Suspense, useEffect } from "react";
import { Route, Routes, useLocation, useNavigationType } from "react-router";
import { HomePage } from "./home/HomePage";
import { Header } from "./ui/Header";
import { Loading } from "./ui/Loading";
import { NotFoundPage } from "./ui/NotFoundPage";
import { Safe } from "./ui/Safe";

const SearchPage = lazy(() => import("./search/SearchPage"));
const DocumentPage = lazy(() => import("./reading/DocumentPage"));
const ExpiringPage = lazy(() => import("./expiring/ExpiringPage"));
const CoveragePage = lazy(() => import("./coverage/CoveragePage"));
const HelpPage = lazy(() => import("./help/HelpPage"));

/** A new page begins at its top; going back keeps the place. */
function useTopOfNewPages() {
  const { pathname } = useLocation();
  const how = useNavigationType();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of page counts
  useEffect(() => {
    if (how === "PUSH" && !location.hash) window.scrollTo(0, 0);
  }, [pathname]);
}

export function App() {
  useTopOfNewPages();
  const { pathname } = useLocation();
  return (
    <>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <Header />
      <Safe key={pathname}>
        <Suspense
          fallback={
            <div className="narrow">
              <Loading />
            </div>
          }
        >
          <Routes>
            <Route path="/" element={<HomePage />} />
            <Route path="/search" element={<SearchPage />} />
            <Route path="/documents/:id" element={<DocumentPage />} />
            <Route path="/expiring" element={<ExpiringPage />} />
            <Route path="/coverage" element={<CoveragePage />} />
            <Route path="/help" element={<HelpPage />} />
            <Route path="*" element={<NotFoundPage />} />
          </Routes>
        </Suspense>
      </Safe>
    </>
  );
}

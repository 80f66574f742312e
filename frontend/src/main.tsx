import "./ui/base.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { Problem } from "./api/client";
import { App } from "./app";
import { Themed } from "./ui/Themed";

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // an answer that says what is wrong will say the same again; a lost connection may not
      retry: (failures, error) => error instanceof Problem && error.status === 0 && failures < 1,
    },
  },
});

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      {/* at once: in a transition a box just checked would show unchecked for a moment */}
      <BrowserRouter useTransitions={false}>
        <Themed>
          <App />
        </Themed>
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
);

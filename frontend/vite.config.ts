import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { precompress } from "./precompress.ts";

const api = "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react(), precompress()],
  server: {
    proxy: { "/v1": api, "/annotations": api, "/docs": api, "/d/": api, "/openapi.json": api },
  },
  build: {
    // one path in the checkout and in the wheel; see BUILDING's recipe for hatchling's artifacts
    outDir: "../search_api/page",
    emptyOutDir: true,
    target: "es2022",
    // images as data: addresses would need an exception in the content security policy
    assetsInlineLimit: 0,
  },
  test: { include: ["src/**/*.test.ts"] },
});

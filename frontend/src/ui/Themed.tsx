import { ConfigProvider, type ThemeConfig, theme } from "antd";
import chinese from "antd/locale/zh_CN";
import { type ReactNode, useSyncExternalStore } from "react";

const DARK = window.matchMedia("(prefers-color-scheme: dark)");

const shared = {
  borderRadius: 4,
  fontSize: 15,
  fontFamily: "var(--sans)",
  motionDurationMid: "0.15s",
  motionDurationSlow: "0.2s",
};

const LIGHT_THEME: ThemeConfig = {
  token: {
    ...shared,
    colorPrimary: "#a3281f",
    colorText: "#22252a",
    colorBgContainer: "#fffefb",
    colorBgElevated: "#fffefb",
  },
};
const DARK_THEME: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    ...shared,
    colorPrimary: "#d0584b",
    colorBgContainer: "#1d2024",
    colorBgElevated: "#1d2024",
  },
};

function watchDark(changed: () => void) {
  DARK.addEventListener("change", changed);
  return () => DARK.removeEventListener("change", changed);
}

/** Ant Design in Chinese, in the colours of base.css, light or dark as the system is. */
export function Themed({ children }: { children: ReactNode }) {
  const dark = useSyncExternalStore(watchDark, () => DARK.matches);
  return (
    <ConfigProvider
      locale={chinese}
      theme={dark ? DARK_THEME : LIGHT_THEME}
      button={{ autoInsertSpace: false }}
    >
      {children}
    </ConfigProvider>
  );
}

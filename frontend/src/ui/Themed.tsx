import { ConfigProvider, type ThemeConfig, theme } from "antd";
import chinese from "antd/locale/zh_CN";
import type { ReactNode } from "react";
import { useMedia } from "./useMedia";

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

/**
 * Ant Design in Chinese, in the colours of base.css; light or dark, and moving or still, as the
 * system is.
 */
export function Themed({ children }: { children: ReactNode }) {
  const { token, ...rest } = useMedia("(prefers-color-scheme: dark)") ? DARK_THEME : LIGHT_THEME;
  const motion = !useMedia("(prefers-reduced-motion: reduce)");
  return (
    <ConfigProvider
      locale={chinese}
      theme={{ ...rest, token: { ...token, motion } }}
      button={{ autoInsertSpace: false }}
    >
      {children}
    </ConfigProvider>
  );
}

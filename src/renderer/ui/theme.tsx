/** antd and AG Grid, themed from the one set of tokens, following the person's choice or the system. */

import { themeQuartz } from 'ag-grid-community'
import { theme as antdTheme, ConfigProvider, type ThemeConfig } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, useLayoutEffect, useMemo, useSyncExternalStore } from 'react'
import { useLanguage } from '../i18n/index.ts'
import { styleNonce } from './nonce.ts'
import { usePreferences } from './preferences.ts'
import { applyTokens, FONT, PALETTES, RADIUS, type Scheme } from './tokens.ts'

const systemDark = window.matchMedia('(prefers-color-scheme: dark)')

function subscribeToSystem(changed: () => void): () => void {
  systemDark.addEventListener('change', changed)
  return () => systemDark.removeEventListener('change', changed)
}

export function useScheme(): Scheme {
  const chosen = usePreferences(state => state.theme)
  const system = useSyncExternalStore(subscribeToSystem, () => (systemDark.matches ? 'dark' : 'light'))
  return chosen === 'system' ? system : chosen
}

/** The compact algorithm shrinks the text with the gaps; the gaps are enough. */
const ownFontSizes: typeof antdTheme.compactAlgorithm = (seed, map) => ({
  ...(map ?? antdTheme.compactAlgorithm(seed)),
  fontSize: FONT.size,
  fontSizeSM: FONT.size - 1,
  fontSizeLG: FONT.size + 2,
  lineHeight: 1.5,
})

function antdConfig(scheme: Scheme): ThemeConfig {
  const palette = PALETTES[scheme]
  const base = scheme === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm
  return {
    algorithm: [base, antdTheme.compactAlgorithm, ownFontSizes],
    token: {
      fontFamily: FONT.family,
      fontSize: FONT.size,
      colorPrimary: palette.primary,
      colorPrimaryHover: palette.primaryStrong,
      colorPrimaryActive: palette.primaryStrong,
      colorInfo: palette.primary,
      colorLink: palette.primary,
      colorTextLightSolid: palette.onPrimary,
      colorSuccess: palette.approve,
      colorWarning: palette.refer,
      colorError: palette.decline,
      colorText: palette.text,
      colorTextSecondary: palette.textSoft,
      colorTextTertiary: palette.textSoft,
      colorTextDescription: palette.textSoft,
      colorTextPlaceholder: palette.textSoft,
      colorBgLayout: palette.ground,
      colorBgContainer: palette.panel,
      colorBgElevated: palette.raised,
      colorBorder: palette.borderStrong,
      colorBorderSecondary: palette.border,
      borderRadius: RADIUS.control,
      controlHeight: 30,
      motion: false,
      wireframe: false,
    },
    components: {
      Modal: { titleFontSize: 15 },
      Button: {
        fontWeight: 500,
        defaultBorderColor: palette.border,
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
      },
    },
  }
}

export function gridTheme(scheme: Scheme) {
  const palette = PALETTES[scheme]
  return themeQuartz.withParams({
    fontFamily: FONT.family,
    fontSize: FONT.size,
    headerFontSize: 12,
    headerFontWeight: 500,
    headerTextColor: palette.textSoft,
    headerBackgroundColor: palette.panel,
    backgroundColor: palette.panel,
    foregroundColor: palette.text,
    textColor: palette.text,
    borderColor: palette.border,
    accentColor: palette.primary,
    rowHoverColor: palette.hover,
    selectedRowBackgroundColor: palette.primaryTint,
    chromeBackgroundColor: palette.panel,
    menuBackgroundColor: palette.raised,
    oddRowBackgroundColor: palette.panel,
    rowHeight: 32,
    headerHeight: 34,
    cellHorizontalPadding: 8,
    wrapperBorder: false,
    wrapperBorderRadius: 0,
    browserColorScheme: scheme,
  })
}

/** antd sets two Chinese characters apart; we do not. */
const BUTTON = { autoInsertSpace: false }

export function Theme({ children }: { children: ReactNode }) {
  const scheme = useScheme()
  const language = useLanguage()
  const config = useMemo(() => antdConfig(scheme), [scheme])
  useLayoutEffect(() => applyTokens(document.documentElement, scheme, language), [scheme, language])
  return (
    <ConfigProvider
      theme={config}
      locale={language === 'en' ? enUS : zhCN}
      componentSize="middle"
      button={BUTTON}
      {...(styleNonce === undefined ? {} : { csp: { nonce: styleNonce } })}
    >
      {children}
    </ConfigProvider>
  )
}

/**
 * The look of LeaseDesk in one place: antd's theme, AG Grid's theme and our own CSS (as `--ld-*` variables) read these.
 * The four semantic colours are used for outcomes and attention, and for nothing else; each holds AA on its own ground.
 */
import type { Language } from '../../domain/language.ts'

export type Scheme = 'light' | 'dark'

const light = {
  ground: '#f2f4f7',
  panel: '#ffffff',
  raised: '#ffffff',
  border: '#dde2ea',
  borderStrong: '#868f9f',
  text: '#12161d',
  textSoft: '#566072',
  primary: '#1f55c4',
  primaryStrong: '#17429b',
  primaryTint: '#e8eefc',
  hover: '#f4f6fa',
  track: '#e3e7ed',
  approve: '#17713c',
  approveTint: '#e6f4eb',
  refer: '#8f5300',
  referTint: '#fbeedb',
  decline: '#b3241a',
  declineTint: '#fdebe9',
  attention: '#6a2ea6',
  attentionTint: '#f1e8fb',
  onPrimary: '#ffffff',
  paper: '#878d98',
}

const dark: Palette = {
  ground: '#13151a',
  panel: '#1b1e25',
  raised: '#22262e',
  border: '#2d323b',
  borderStrong: '#7b8494',
  text: '#e7eaef',
  textSoft: '#9ea7b6',
  primary: '#84abff',
  primaryStrong: '#a8c4ff',
  primaryTint: '#24324f',
  hover: '#222630',
  track: '#343a45',
  approve: '#66cd92',
  approveTint: '#1a3325',
  refer: '#e6ae56',
  referTint: '#3a2c15',
  decline: '#f58f86',
  declineTint: '#40201f',
  attention: '#c09bf5',
  attentionTint: '#30234a',
  onPrimary: '#10131a',
  paper: '#0d0f13',
}

export type Palette = Record<keyof typeof light, string>

export const PALETTES: Record<Scheme, Palette> = { light, dark }

export const FONT = {
  /** By the language, set on the document: see `applyTokens`. */
  family: 'var(--ld-font)',
  mono: "ui-monospace, 'SFMono-Regular', Consolas, 'Noto Sans SC', monospace",
  size: 13,
}

export const RADIUS = { panel: 6, control: 5 }

/** English takes its quotes, dashes and dots from a Latin face: in the Chinese one they are a whole character wide. */
const FACES: Record<Language, string> = {
  'zh-CN': "'Noto Sans SC', system-ui, sans-serif",
  en: "'Latin Punctuation', 'Noto Sans SC', system-ui, sans-serif",
}

/** Puts a palette and a face where CSS can read them; through the object model, which a strict style policy allows. */
export function applyTokens(root: HTMLElement, scheme: Scheme, language: Language): void {
  for (const [name, value] of Object.entries(PALETTES[scheme])) {
    root.style.setProperty(`--ld-${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`, value)
  }
  root.style.setProperty('--ld-font', FACES[language])
  root.lang = language
  root.style.setProperty('--ld-mono', FONT.mono)
  root.style.colorScheme = scheme
  root.dataset.scheme = scheme
}

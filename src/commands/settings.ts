/** Settings that entries may change, with their defaults and bounds; minutes, hours and seconds as named. */
import type { Found } from './found.ts'

export const SETTINGS = {
  /** Seconds within which an author may take a decision back. */
  takeBackSeconds: { standard: 10, min: 0, max: 600 },
  /** Minutes that a claim on a case is leased for. */
  leaseMinutes: { standard: 15, min: 1, max: 480 },
  /** Business hours from referral to the deadline of a case. */
  reviewHours: { standard: 4, min: 1, max: 400 },
} as const

export type SettingName = keyof typeof SETTINGS
export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[]

/** The value in force; `setting` rows of that name must have been read. */
export function settingIn(found: Found, name: SettingName): number {
  const row = found.row('setting', name)
  return typeof row?.value === 'number' ? row.value : SETTINGS[name].standard
}

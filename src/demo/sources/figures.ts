/** Small helpers for turning hidden drifts into the figures that sources give. */
import { addDays, type CalendarDate } from '../../domain/dates.ts'
import type { Random } from '../random.ts'

export const clamp = (figure: number, least: number, most: number): number => Math.min(most, Math.max(least, figure))
/** A count of at least none. */
export const whole = (figure: number): number => Math.max(0, Math.round(figure))
/** Three decimals are what sources print. */
export const share = (figure: number): number => Math.round(clamp(figure, 0, 1) * 1000) / 1000
export const thousandths = (figure: number): number => Math.round(figure * 1000) / 1000
/** Amounts are given in whole yuan. */
export const yuan = (fen: number): number => Math.max(0, Math.round(fen / 100) * 100)

/** A date some way ahead, or already past where it lapsed. */
export function validUntil(random: Random, today: CalendarDate, lapsed: boolean, most: number): CalendarDate {
  return addDays(today, lapsed ? -random.int(3, 200) : random.int(20, most))
}

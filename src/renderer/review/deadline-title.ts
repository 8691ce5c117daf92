/** When a deadline is, exactly; where no holiday notice reaches that far, that it may come later. */
import { isCovered } from '../../domain/calendar.ts'
import { CHINA_REVIEW } from '../../domain/calendars/china.ts'
import { date, dateTime } from '../i18n/format.ts'
import type { Texts } from '../i18n/index.ts'

export function deadlineTitle({ t, language }: Pick<Texts, 't' | 'language'>, deadline: string): string {
  const at = dateTime(deadline, language)
  if (isCovered(CHINA_REVIEW, deadline)) return at
  return t('time.beyond-calendar', { at, until: date(CHINA_REVIEW.covers.to, language) })
}

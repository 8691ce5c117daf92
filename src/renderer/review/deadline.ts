/** The time left to a deadline, in words. */
import { useCallback } from 'react'
import { timeLeft } from '../i18n/format.ts'
import { type Texts, useTexts } from '../i18n/index.ts'

export interface Left {
  words: string
  over: boolean
}

export function leftWords({ t }: Pick<Texts, 't'>, deadline: string, now: number): Left {
  const { over, days, hours, minutes } = timeLeft(deadline, now)
  const span =
    days > 0
      ? t('time.days', { days, hours })
      : hours > 0
        ? t('time.hours', { hours, minutes })
        : t('time.minutes', { minutes })
  return { over, words: over ? t('time.over', { span }) : span }
}

export function useLeft(): (deadline: string, now: number) => Left {
  const texts = useTexts()
  return useCallback((deadline, now) => leftWords(texts, deadline, now), [texts])
}

/** Damage of the journal in words: where it is, what differs, and what to do about it. */
import type { JournalView } from '../../protocol/desktop/app.ts'
import { placeholders } from '../i18n/failure.ts'
import type { Texts } from '../i18n/index.ts'

export function damageText(texts: Texts, damage: JournalView['damage']): string {
  const { t, coded } = texts
  if (damage === null) return t('damage.read-only', { do: t('damage.do') })
  const why = coded('damage', damage.differs, 'damage.other', placeholders(damage.detail))
  if (damage.segment === null) return t('damage.read-only-why', { why, do: t('damage.do') })
  return t('damage.read-only-at', {
    why,
    segment: damage.segment,
    entry: damage.entry ?? t('value.none'),
    do: t('damage.do'),
  })
}

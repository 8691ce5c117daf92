/**
 * A name as it is written. Characters beyond the bundled face (rare ones of names) are underlined and tell their code
 * point, so that a missing glyph is not taken for a missing character.
 */
import { useTexts } from '../i18n/index.ts'
import css from './ui.module.css'

const RARE = /([\u{20000}-\u{3FFFF}])/u

export function Name({ children }: { children: string | null }) {
  const { t } = useTexts()
  if (children === null) return <span className={css.soft}>{t('value.no-name')}</span>
  if (!RARE.test(children)) return <bdi>{children}</bdi>
  const codeOf = (part: string) => `U+${part.codePointAt(0)?.toString(16).toUpperCase()}`
  return (
    <bdi>
      {children.split(RARE).map((part, place) =>
        RARE.test(part) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other identity than their place
          <span key={`${place}-${part}`} className={css.rare} title={t('name.rare', { code: codeOf(part) })}>
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </bdi>
  )
}

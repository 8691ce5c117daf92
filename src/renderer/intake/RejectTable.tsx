/** Rows that were not accepted: where, what stood there, and what was expected instead. */
import { expectedOf, REJECT_CODES, type RejectCode } from '../../domain/intake/rejects.ts'
import { count } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import ui from '../ui/ui.module.css'
import css from './intake.module.css'
import type { Rejects } from './intake-store.ts'

/** The file has them all; a page of a thousand lines is no page. */
const SHOWN = 200

function isRejectCode(code: string): code is RejectCode {
  return (REJECT_CODES as readonly string[]).includes(code)
}

export function RejectTable({ rejects }: { rejects: Rejects }) {
  const { t, language } = useTexts()
  const expected = (code: string, detail: Rejects[number]['detail']) =>
    isRejectCode(code) ? expectedOf({ code, detail }, language) : code
  // A column may feed several fields: what is wrong with it is said once.
  const faults = [...new Map(rejects.map(fault => [`${fault.row}-${fault.column}-${fault.code}`, fault])).values()]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={css.rejects} tabIndex={0} aria-label={t('intake.rejects-scroll')}>
      <table className={ui.table}>
        <thead>
          <tr>
            <th scope="col" className={ui.number}>
              {t('intake.row')}
            </th>
            <th scope="col">{t('intake.column')}</th>
            <th scope="col">{t('intake.value')}</th>
            <th scope="col">{t('intake.expected')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.slice(0, SHOWN).map(({ row, column, value, code, detail }) => (
            <tr key={`${row}-${column}-${code}`}>
              <td className={ui.number}>{count(row)}</td>
              <td>
                <bdi>{column}</bdi>
              </td>
              <td>
                <bdi className={css.rejected}>{value === '' ? t('intake.empty') : value}</bdi>
              </td>
              <td>{expected(code, detail)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The first rows as the file has them; columns that are used carry the name of their field. */
import type { Mapping, Preview } from '../../protocol/desktop/intake.ts'
import { useTexts } from '../i18n/index.ts'
import css from './intake.module.css'

/** A file may have ten thousand columns; nobody reads them all here. */
const COLUMNS = 60
const ROWS = 12

export function PreviewTable({ preview, mapping }: { preview: Preview; mapping: Mapping }) {
  const { t, pick } = useTexts()
  const nameOf = new Map(preview.fields.map(field => [field.id, pick(field)]))
  const usedAs = new Map(mapping.fields.map(({ column, field }) => [column, nameOf.get(field) ?? field]))
  const columns = preview.columns.slice(0, COLUMNS)
  const hidden = preview.columns.length - columns.length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={css.sample} tabIndex={0} aria-label={t('intake.preview-scroll')}>
      <table>
        <thead>
          <tr>
            {columns.map((column, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns of a file may have the same name
              <th key={`${place}-${column}`} scope="col">
                <bdi>{column}</bdi>
                <span>{usedAs.get(column) ?? ' '}</span>
              </th>
            ))}
            {hidden > 0 ? <th scope="col">{t('intake.more-columns', { count: hidden })}</th> : null}
          </tr>
        </thead>
        <tbody>
          {preview.rows.slice(0, ROWS).map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other identity than their place
            <tr key={line}>
              {columns.map((column, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns of a file may have the same name
                <td key={`${place}-${column}`}>
                  <bdi>{row[place]}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

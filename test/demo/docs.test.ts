/** The page about the demo portfolio says what the tables of the latent process say. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DRIFTS } from '../../src/demo/drifts.ts'
import { ODDITIES, type Oddity } from '../../src/demo/oddities.ts'

const page = readFileSync('docs/demo-portfolio.md', 'utf8')
const listed = (rates: Readonly<Record<string, number>>) =>
  Object.entries(rates)
    .map(([fraud, rate]) => `${fraud} ${rate}`)
    .join(', ')
const rowsUnder = (heading: string) =>
  page
    .split(`## ${heading}\n`)[1]
    ?.split('\n## ')[0]
    ?.match(/^\| `.*$/gm)

test('its table of drifts is the one in force', () => {
  const rows = Object.entries(DRIFTS).map(
    ([id, { meaning, bad, byFraud }]) => `| \`${id}\` | ${meaning} | ${bad} | ${listed(byFraud ?? {})} |`,
  )
  expect(rowsUnder('Drifts')).toEqual(rows)
})

test('its table of oddities is the one in force', () => {
  const rows = Object.entries<Oddity>(ODDITIES).map(
    ([id, { honest, bad = honest, byFraud }]) => `| \`${id}\` | ${honest} | ${bad} | ${listed(byFraud)} |`,
  )
  expect(rowsUnder('Oddities')).toEqual(rows)
})

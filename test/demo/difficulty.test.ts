/** How hard the demo's frauds are to tell: no fact alone does it, and every fraud leaves something. */
import { beforeAll, describe, expect, test } from 'vitest'
import { FRAUDS } from '../../src/demo/mix.ts'
import { demoPortfolio } from '../../src/demo/portfolio.ts'
import { areasFor, type SeenCase, seenIn } from './auc.ts'
import { options } from './portfolios.ts'

/** Ten times the usual share of frauds, so that the areas of rare ones are more than chance. */
const MIX = { fraudShare: 0.3 }

describe('20,000 applications', () => {
  let cases: readonly SeenCase[] = []
  beforeAll(() => {
    const lines = demoPortfolio(options({ applications: 20_000, mix: MIX })).filter(line => line.kind === 'application')
    cases = [...lines.map(seenIn)]
  }, 120_000)

  test.each(['bad', ...FRAUDS])('%s is betrayed by no single fact, and not invisible', kind => {
    const areas = areasFor(kind, cases)
    console.log(
      kind,
      areas
        .slice(0, 4)
        .map(([id, area]) => `${id} ${area.toFixed(3)}`)
        .join(', '),
    )
    const best = areas[0]?.[1] ?? 0
    expect(best).toBeLessThan(0.9)
    expect(best).toBeGreaterThan(0.55)
  })
})

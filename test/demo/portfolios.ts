/** Demo portfolios for tests, with ids that can be read. */
import type { ApplicationLine, EndedContractLine, IntakeLine } from '../../src/commands/intake/line.ts'
import type { DemoOptions } from '../../src/demo/mix.ts'
import { demoPortfolio } from '../../src/demo/portfolio.ts'

export const INSTANT = '2026-11-24T07:30:00.000Z'

export function options(given: Partial<DemoOptions> = {}): DemoOptions {
  const ids = {
    party: (kind: string, number: string) => `${kind}-${number}`,
    application: (key: string) => `application-${key}`,
  }
  return { seed: 20261124, applications: 500, instant: INSTANT, ids, ...given }
}

export function linesOf(given: Partial<DemoOptions> = {}): IntakeLine[] {
  return [...demoPortfolio(options(given))]
}

export function applicationsIn(lines: Iterable<IntakeLine>): ApplicationLine[] {
  return [...lines].filter(line => line.kind === 'application')
}

export function endedIn(lines: Iterable<IntakeLine>): EndedContractLine[] {
  return [...lines].filter(line => line.kind === 'ended-contract')
}

export const kindOf = (line: ApplicationLine): string => line.outcome?.fraud ?? line.outcome?.status ?? ''

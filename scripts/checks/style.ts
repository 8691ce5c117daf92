/** Format and lint, by Biome. A warning is a failure: a warning that may stay is one that nobody reads. */
import type { Check } from './check.ts'
import { runTool } from './files.ts'

interface Report {
  readonly summary: { readonly changed: number; readonly unchanged: number; readonly diagnosticsNotPrinted: number }
  readonly diagnostics: readonly Diagnostic[]
}

interface Diagnostic {
  readonly severity: string
  readonly category: string
  readonly message: string
  readonly location: { readonly path: string; readonly start: { readonly line: number } } | null
}

export const style: Check = {
  name: 'style',
  what: 'format and lint',
  run(root) {
    const args = ['check', '--reporter=json', '--max-diagnostics=none', '--no-errors-on-unmatched', '.']
    const { summary, diagnostics } = JSON.parse(runTool(root, '@biomejs/biome/bin/biome', args)) as Report
    return {
      files: summary.changed + summary.unchanged,
      problems: diagnostics.filter(found => found.severity !== 'info').map(lineOf),
    }
  },
}

function lineOf({ category, message, location }: Diagnostic): string {
  const place = location === null ? '' : `${location.path}:${location.start.line}: `
  const mend = category === 'format' ? 'not formatted (npm run format)' : message
  return `${place}${category}: ${mend}`
}

/** The arrows between the rooms, by dependency-cruiser and `.dependency-cruiser.cjs`. */
import type { Check } from './check.ts'
import { runTool } from './files.ts'

interface Cruise {
  readonly modules: readonly { readonly source: string }[]
  readonly summary: { readonly violations: readonly Violation[] }
}

interface Violation {
  readonly from: string
  readonly to: string
  readonly rule: { readonly name: string }
  readonly cycle?: readonly { readonly name: string }[]
}

export const arrows: Check = {
  name: 'arrows',
  what: 'which room imports which',
  run(root) {
    const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src']
    const { modules, summary } = JSON.parse(
      runTool(root, 'dependency-cruiser/bin/dependency-cruiser.mjs', args),
    ) as Cruise
    return {
      // Without a TypeScript that it can read, the cruiser finds nothing and is content: hence the count.
      files: modules.filter(module => /^src\/.*\.tsx?$/.test(module.source)).length,
      problems: summary.violations.map(lineOf),
    }
  },
}

function lineOf({ from, to, rule, cycle }: Violation): string {
  const path = cycle ? [from, ...cycle.map(step => step.name)].join(' → ') : `${from} → ${to}`
  return `${path}: ${rule.name}`
}

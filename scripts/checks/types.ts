/** Types, by TypeScript 7. */
import { realpathSync } from 'node:fs'
import type { Check } from './check.ts'
import { runTool } from './files.ts'

export const types: Check = {
  name: 'types',
  what: 'strict TypeScript, scripts and tests included',
  run(root) {
    const output = runTool(root, 'typescript7/bin/tsc', ['-p', '.', '--pretty', 'false', '--listFiles'])
    const lines = output.split('\n').filter(line => line.trim() !== '')
    const own = `${realpathSync(root).replaceAll('\\', '/')}/`
    const files = lines.filter(line => line.startsWith(own) && !line.includes('/node_modules/'))
    return { files: files.length, problems: lines.filter(line => /(^|\): )error TS\d+: /.test(line)) }
  },
}

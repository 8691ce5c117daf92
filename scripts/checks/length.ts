/** Files stay short enough to read in one go; one that cannot says why in its first line. */
import type { Check } from './check.ts'
import { filesOf, textOf } from './files.ts'

const limit = 400
const reason = /^(\/\/|\/\*) Long because \S/

export const length: Check = {
  name: 'length',
  what: `files of at most ${limit} lines`,
  run(root) {
    const files = filesOf(root, ['{src,test,scripts}/**/*.{ts,tsx,mjs,cjs,css}', '*.{ts,mjs,cjs}', '.*.cjs'])
    const problems = files.flatMap(file => {
      const lines = textOf(root, file).trimEnd().split('\n')
      if (lines.length <= limit || reason.test(lines[0] ?? '')) return []
      return [`${file}:1: ${lines.length} lines; split it, or say why not in its first line ('// Long because …')`]
    })
    return { files: files.length, problems }
  },
}

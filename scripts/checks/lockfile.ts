/** The lock file: nothing that must be paid for, and no registry of one machine. */
import type { Check } from './check.ts'
import { filesOf, textOf } from './files.ts'

export const lockfile: Check = {
  name: 'lockfile',
  what: 'no AG Grid Enterprise, no registry host',
  run(root) {
    const files = filesOf(root, ['package-lock.json'])
    const problems = files.flatMap(file =>
      textOf(root, file)
        .split('\n')
        .flatMap((line, index) => {
          const place = `${file}:${index + 1}`
          if (/"(node_modules\/)?ag-grid-enterprise"/.test(line))
            return [`${place}: ag-grid-enterprise needs a paid licence; use what the Community edition has`]
          if (/"resolved":\s*"[a-z+]+:\/\//.test(line))
            return [`${place}: names a registry host; .npmrc keeps them out (omit-lockfile-registry-resolved)`]
          return []
        }),
    )
    return { files: files.length, problems }
  },
}

/** `npm run bench -- …`: measures speed and memory (`test/bench/main.ts`). */
import { ensureInstalled, findNode24, projectFile, root, runScript } from './install.mjs'
import { endingWithParent, runThrough } from './run.mjs'

await runScript(() => {
  ensureInstalled(console.error)
  const args = [...endingWithParent, projectFile('test/bench/main.ts'), ...process.argv.slice(2)]
  return runThrough(findNode24(), args, { cwd: root })
})

/** `npm run -s cli -- …`: the command line, with Node 24, the caller's folder, arguments, streams and exit code. */
import { ensureInstalled, findNode24 } from './install.mjs'
import { projectFile, runScript } from './project.mjs'
import { callersFolder, endingWithParent, keepingCompiled, runThrough } from './run.mjs'

await runScript(async () => {
  // Standard output belongs to the command: with --json it is one JSON object and nothing else.
  await ensureInstalled(console.error)
  const args = [...endingWithParent, projectFile('src/cli/main.ts'), ...process.argv.slice(2)]
  return runThrough(findNode24(), args, { cwd: callersFolder(), env: keepingCompiled() })
})

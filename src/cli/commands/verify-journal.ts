/** Verifies the whole chain without opening the books: a damaged folder can be looked at too. */
import { readIdentity } from '../../core/folder/places.ts'
import { verifyBooks } from '../../core/folder/verify.ts'
import { appliedHeadIn } from '../../core/folder/view.ts'
import { clock, freeBytesAt, thisMachine } from '../../core/machine/index.ts'
import { lockFolder } from '../../journal/lock.ts'
import { nodeFiles } from '../../journal/node-files.ts'
import { CallProblem, type CliCommand } from '../command.ts'
import { folder } from '../session.ts'

export const verifyJournalCommand: CliCommand = {
  name: 'verify-journal',
  synopsis: 'verify-journal --data DIR',
  purpose: 'the hash chain, signatures and packs, entry by entry; damaged: exit code 1 and where',
  options: { data: { type: 'string' } },
  async run(given) {
    const dir = folder(given)
    // A company without its journal is damage to be named; a folder without either is a mistake in the call.
    if (nodeFiles.stat(`${dir}/journal`) === null && readIdentity(nodeFiles, dir) === null)
      throw new CallProblem(`there is no journal in ${dir}: --data takes a company's folder`)
    const machine = thisMachine('command line')
    const lock = lockFolder(nodeFiles, dir, machine, clock.now())
    try {
      const { valid, entries, segments, head, torn, firstBad } = await verifyBooks(
        nodeFiles,
        dir,
        await appliedHeadIn({ files: nodeFiles, dir, bootId: machine.bootId, freeBytes: () => freeBytesAt(dir) }),
      )
      const bad = firstBad && { segment: firstBad.segment, entry: firstBad.entry, differs: firstBad.differs }
      const answer = { valid, entries, segments, head: head.hash, ...(torn && { torn }), ...(bad && { firstBad: bad }) }
      return { answer, exitCode: valid ? 0 : 1 }
    } finally {
      lock.release()
    }
  },
}

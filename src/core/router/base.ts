/** What every handler stands on: the contract, the session, and the one place where failures become typed answers. */
import { implement, ORPCError } from '@orpc/server'
import { desktopContract } from '../../protocol/desktop/index.ts'
import type { Core } from '../core.ts'
import { NotAllowed, Problem, problemOf } from '../problems.ts'
import type { Session } from '../session.ts'
import { NotKnown, NotSaved, ReadOnly, Refused } from '../writing/refused.ts'

export interface Context {
  core: Core
  session: Session
}

/** A failure as the contract declares it; anything undeclared is a defect, logged by name and masked on the wire. */
function answerTo(error: unknown, { core }: Context): unknown {
  if (error instanceof ORPCError) return error
  if (error instanceof NotAllowed) return new ORPCError('NOT_ALLOWED', { data: { need: error.need } })
  if (error instanceof Refused) return new ORPCError('REFUSED', { data: { code: error.code, detail: error.detail } })
  if (error instanceof ReadOnly) return new ORPCError('READ_ONLY', { data: { code: error.code, detail: error.detail } })
  if (error instanceof NotKnown) return new ORPCError('NOT_KNOWN', { data: { detail: {} } })
  if (error instanceof Problem || error instanceof NotSaved) return new ORPCError('PROBLEM', { data: problemOf(error) })
  core.options.log.error('call failed', {
    reason: error instanceof Error ? error.name : 'unknown',
    message: shortOf(error),
  })
  return error
}

/** The first words of a message: enough to find the place, too little for anybody's data. */
const shortOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0]?.slice(0, 120) ?? '') : ''

export const os = implement(desktopContract)
  .$context<Context>()
  .use(async ({ next, context }) => {
    try {
      return await next()
    } catch (error) {
      throw answerTo(error, context)
    }
  })

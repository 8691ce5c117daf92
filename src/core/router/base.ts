/** What every handler stands on: the contract, the session, and the one place where failures become typed answers. */
import { mapEventIterator } from '@orpc/client'
import { implement, ORPCError, ValidationError } from '@orpc/server'
import { desktopContract } from '../../protocol/desktop/index.ts'
import { FilterRefused } from '../../store/queries/queue-filter.ts'
import type { Core } from '../core.ts'
import { loggable, NotAllowed, Problem, problemOf } from '../problems.ts'
import type { Session } from '../session.ts'
import { NotKnown, NotSaved, ReadOnly, Refused } from '../writing/refused.ts'

export interface Context {
  core: Core
  session: Session
}

/** A failure as the contract declares it; anything undeclared is a defect, logged by name and masked on the wire. */
function answerTo(error: unknown, { core }: Context, signal: AbortSignal | undefined): unknown {
  // The window has closed, or listens no more: nothing has failed.
  if (signal?.aborted && error === signal.reason) return error
  const { log } = core.options
  if (error instanceof ORPCError) {
    if (!(error.cause instanceof ValidationError)) return error
    if (error.code === 'BAD_REQUEST') return new ORPCError('PROBLEM', { data: inputProblem(error.cause) })
    log.error('answer is not what the contract says', { at: placeOf(error.cause) })
    return error
  }
  if (error instanceof NotAllowed) return new ORPCError('NOT_ALLOWED', { data: { need: error.need } })
  if (error instanceof Refused) return new ORPCError('REFUSED', { data: { code: error.code, detail: error.detail } })
  if (error instanceof ReadOnly) return new ORPCError('READ_ONLY', { data: { code: error.code, detail: error.detail } })
  if (error instanceof NotKnown) {
    log.error('not known whether saved', loggable(error.cause))
    return new ORPCError('NOT_KNOWN', { data: { detail: {} } })
  }
  if (error instanceof NotSaved) {
    log.error('not saved', loggable(error.cause))
    return new ORPCError('PROBLEM', { data: problemOf(error) })
  }
  if (error instanceof Problem) return new ORPCError('PROBLEM', { data: problemOf(error) })
  if (error instanceof FilterRefused) {
    const { column, operator } = error.filter
    return new ORPCError('PROBLEM', { data: { code: 'filter', detail: { column, operator } } })
  }
  log.error('call failed', loggable(error))
  return error
}

/** Where it does not hold, as names of the contract, never what stands there. */
const placeOf = ({ issues }: ValidationError): string =>
  (issues[0]?.path ?? []).map(step => String(typeof step === 'object' ? step.key : step)).join('.')

const inputProblem = (error: ValidationError) => ({ code: 'input', detail: { at: placeOf(error) } })

const isStream = (output: unknown): output is AsyncIterator<unknown> =>
  typeof output === 'object' && output !== null && Symbol.asyncIterator in output

export const os = implement(desktopContract)
  .$context<Context>()
  .use(async ({ next, context, signal }, _input, output) => {
    const answer = (error: unknown) => answerTo(error, context, signal)
    try {
      const result = await next()
      // What a stream throws comes long after the call has answered.
      if (!isStream(result.output)) return result
      const maps = { value: async (value: unknown) => value, error: async (error: unknown) => answer(error) }
      return output(mapEventIterator(result.output, maps) as never)
    } catch (error) {
      throw answer(error)
    }
  })

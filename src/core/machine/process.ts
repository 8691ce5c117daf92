/** The processes of this machine, and this one's thread. */
import { faultCode } from '../../journal/files.ts'
import type { Log } from '../ports.ts'
import { loggable } from '../problems.ts'

/** Whether a process of that id lives. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return faultCode(error) === 'EPERM'
  }
}

/**
 * What nobody caught is named in the log. A promise that failed unseen ends nothing: whoever waits for a command hears
 * of it from the writer. An exception ends the thread as ever, and the shell starts another.
 */
export function nameStrays(log: Log, events: Pick<NodeJS.Process, 'on'> = process): void {
  events.on('unhandledRejection', error => log.error('a promise failed unseen', loggable(error)))
  events.on('uncaughtExceptionMonitor', error => log.error('the core ends', loggable(error)))
}

/** Ends this thread, and only this one. */
export const endThread = (): never => process.exit(1)

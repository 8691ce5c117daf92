/** Whether a process of this machine lives. */
import { faultCode } from '../../journal/files.ts'

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return faultCode(error) === 'EPERM'
  }
}

/**
 * Ends this process when the one that started it is gone. Signals are handed on by the scripts, but kill −9 of npm or
 * of a script cannot be, and would leave a process behind that still holds the data folder and the port.
 * Preloaded by `--import` in what the scripts start, and called by the scripts themselves where npm is their parent.
 */
import { isMainThread } from 'node:worker_threads'

const everyMs = 500
const parent = process.ppid
let watching = false

export function endWithParent() {
  if (watching) return
  watching = true
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, everyMs).unref()
}

// `--import` is inherited by worker threads, whose process is watched already.
if (process.execArgv.some(argument => argument.endsWith('end-with-parent.mjs')) && isMainThread) endWithParent()

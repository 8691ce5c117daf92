/**
 * Ends this process when the one that started it is gone. Signals are handed on by the scripts, but kill −9 of npm or
 * of a script cannot be, and would leave a process behind that still holds the data folder and the port.
 * Preloaded by `--import` in what the scripts start, and called by the scripts themselves where npm started them.
 */
import { readFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

const everyMs = 500

/**
 * @param {() => string} ancestors who started this process; a change means that one of them is gone
 */
function watch(ancestors) {
  const atStart = ancestors()
  setInterval(() => {
    if (ancestors() !== atStart) process.kill(process.pid, 'SIGTERM')
  }, everyMs).unref()
}

let watchesNpm = false

/**
 * For a script that npm started: npm puts a shell between, which outlives it; where /proc tells, npm is watched too.
 * A SIGINT that npm alone gets (a terminal gives it to all) ends nothing where that shell is dash: npm hands it to the
 * shell and waits, and the shell keeps it until this script has ended. Nobody is gone then, so nothing is to be seen.
 */
export function endWithNpm() {
  if (watchesNpm) return
  watchesNpm = true
  watch(() => `${process.ppid} ${parentOf(process.ppid)}`)
}

/** @param {number} pid */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in brackets and may hold anything; state and parent come after it.
    return stat.slice(stat.lastIndexOf(')')).split(' ')[2]
  } catch {
    return undefined
  }
}

// `--import` is inherited by worker threads, whose process is watched already.
if (process.execArgv.some(argument => argument.endsWith('end-with-parent.mjs')) && isMainThread) {
  watch(() => String(process.ppid))
}

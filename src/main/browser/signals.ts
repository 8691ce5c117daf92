/**
 * Ctrl-C and its relatives: the first one ends the program cleanly, a second one at once. A terminal sends Ctrl-C to the
 * whole group and `npm start` passes it on besides, so signals that come in one breath are one.
 */

const ONE_BREATH_MS = 500
const FORCED_EXIT_CODE = 130

export interface SignalPorts {
  readonly on: (signal: NodeJS.Signals, listener: () => void) => void
  readonly now: () => number
  readonly exit: (code: number) => void
}

export function onStopSignals(ports: SignalPorts, stop: () => void): void {
  let firstAt: number | undefined
  const heard = () => {
    if (firstAt === undefined) {
      firstAt = ports.now()
      stop()
    } else if (ports.now() - firstAt > ONE_BREATH_MS) ports.exit(FORCED_EXIT_CODE)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) ports.on(signal, heard)
}

/** What the core takes from its surroundings; the simulator and the tests hand in others. */

export interface Clock {
  /** Now, as an ISO instant in UTC with milliseconds. */
  now(): string
  /** Milliseconds on a clock that never jumps; its zero means nothing. */
  monotonic(): number
  /** Calls back once after so many milliseconds, unless cancelled. */
  after(milliseconds: number, call: () => void): () => void
  /** Resolves after whatever else waits has had its turn. Unlike `after`, it keeps the program going. */
  breathe(): Promise<void>
}

/** The machine and the program, as the lock and the trust marker name them. */
export interface Machine {
  /** Changes with every boot; null where the system does not tell, and then no open database is trusted. */
  readonly bootId: string | null
  readonly pid: number
  readonly program: string
  /** Whether a process of that id runs on this machine. */
  isAlive(pid: number): boolean
}

/** Where a line for the operator's log goes; never personal data. */
export interface Log {
  info(event: string, detail?: Readonly<Record<string, string | number | boolean | null>>): void
  error(event: string, detail?: Readonly<Record<string, string | number | boolean | null>>): void
}

/** The parts of the bench: what runs, how often, and which figures come out. Ours and bare take turns, A B A B. */
import { availableParallelism } from 'node:os'
import { median, percentile, rounded } from './figures.ts'
import type { BenchFolder } from './folder.ts'
import type { Options, Part } from './options.ts'
import { run } from './processes.ts'

export type Figures = Record<string, number | string>
type Measure = (folder: BenchFolder, options: Options) => Promise<Figures>

/** Decisions of one process, and how many of them come before those that count: the engine compiles its code anew meanwhile. */
const DECISIONS = 1_000
const WARMING_UP = 500
/** Decisions that one caller, and that fifty, give in the measure of groups. */
const GROUPED = 500
const CASES_LOOKED_AT = 200
const SEARCHES = 500
const DECISIONS_BEFORE_REBUILD = 20_000
/** Each of these takes a minute or so, and is compared with no other side. */
const MOST_IMPORTS = 3
const MOST_WINDOWS = 3

async function inTurns<A, B>(runs: number, ours: (run: number) => Promise<A>, bare: (run: number) => Promise<B>) {
  const first: A[] = []
  const second: B[] = []
  for (let index = 0; index < runs; index++) {
    first.push(await ours(index))
    second.push(await bare(index))
  }
  return { ours: first, bare: second }
}

const start: Measure = async (folder, { runs }) => {
  const { env } = folder
  const [ours, bare, trace] = [folder.copy('ours'), folder.copy('bare'), folder.path('start.trace')]
  await run('ours/record.ts', ['start', ours, trace], env)
  const asOurs = () => run('ours/start.ts', [ours], env)
  const asBare = () => run('bare/start.ts', [`${bare}/db`, trace], env)
  // Once each before it counts: what the second start of a program finds in its caches, every later one does.
  await asOurs()
  await asBare()
  const times = await inTurns(runs, asOurs, asBare)
  const startMs = median(times.ours.map(({ milliseconds }) => milliseconds))
  const bareStartMs = median(times.bare.map(({ milliseconds }) => milliseconds))
  return {
    startRatio: rounded(startMs / bareStartMs),
    startMs: rounded(startMs, 0),
    bareStartMs: rounded(bareStartMs, 0),
  }
}

/** Medians of the processes' medians, for decisions through one door. */
async function decisions(folder: BenchFolder, runs: number, door: 'desk' | 'service') {
  const { env } = folder
  const trace = folder.path(`${door}.trace`)
  await run('ours/record.ts', [door, folder.copy('ours'), trace, runs, DECISIONS], env)
  const [ours, bare] = [folder.copy('ours'), folder.copy('bare')]
  const journal = folder.path('bare-journal')
  type Times = { milliseconds: number[] }
  const times = await inTurns(
    runs,
    index => run<Times>('ours/decide.ts', [ours, door, index * DECISIONS, DECISIONS], env),
    index => run<Times>('bare/decide.ts', [`${bare}/db`, `${trace}.${index}`, journal], env),
  )
  const medianOf = (ran: { answer: Times }[]) =>
    median(ran.map(({ answer }) => median(answer.milliseconds.slice(WARMING_UP))))
  return { ours: medianOf(times.ours), bare: medianOf(times.bare) }
}

const command: Measure = async (folder, { runs }) => {
  const desk = await decisions(folder, runs, 'desk')
  const service = await decisions(folder, runs, 'service')
  return {
    commandRatio: rounded(desk.ours / desk.bare),
    commandMs: rounded(desk.ours),
    bareCommandMs: rounded(desk.bare),
    serviceRatio: rounded(service.ours / service.bare),
    serviceMs: rounded(service.ours),
    bareServiceMs: rounded(service.bare),
  }
}

const group: Measure = async (folder, { runs }) => {
  const ours = folder.copy('ours')
  const ratios: number[] = []
  const together: number[] = []
  for (let index = 0; index < runs; index++) {
    const { answer } = await run<{ alone: number; together: number }>(
      'ours/group.ts',
      [ours, index * (3 * GROUPED), GROUPED],
      folder.env,
    )
    ratios.push(answer.together / answer.alone)
    together.push(answer.together)
  }
  return { groupRatio: rounded(median(ratios)), groupPerSecond: rounded(median(together), 0) }
}

const search: Measure = async (folder, { cases, seed, runs }) => {
  const ours = folder.copy('ours')
  const p95s: number[] = []
  for (let index = 0; index < runs; index++) {
    const { answer } = await run<{ milliseconds: number[] }>(
      'ours/search.ts',
      [ours, cases, SEARCHES, seed],
      folder.env,
    )
    p95s.push(percentile(answer.milliseconds, 0.95))
  }
  return { searchP95Ms: rounded(median(p95s)) }
}

const memory: Measure = async (folder, { runs }) => {
  const { env } = folder
  const trace = folder.path('cases.trace')
  await run('ours/record.ts', ['cases', folder.copy('ours'), trace, CASES_LOOKED_AT], env)
  const [ours, bare] = [folder.copy('ours'), folder.copy('bare')]
  type Peak = { peakKb: number }
  const peaks = await inTurns(
    runs,
    () => run<Peak>('ours/cases.ts', [ours, CASES_LOOKED_AT], env),
    () => run<Peak>('bare/cases.ts', [`${bare}/db`, trace], env),
  )
  const megabytes = (ran: { answer: Peak }[]) => median(ran.map(({ answer }) => answer.peakKb)) / 1024
  const [memoryMb, bareMemoryMb] = [megabytes(peaks.ours), megabytes(peaks.bare)]
  return {
    memoryRatio: rounded(memoryMb / bareMemoryMb),
    memoryMb: rounded(memoryMb, 0),
    bareMemoryMb: rounded(bareMemoryMb, 0),
  }
}

const rebuild: Measure = async (folder, { cases }) => {
  const decided = Math.min(DECISIONS_BEFORE_REBUILD, cases)
  const { answer } = await run<{ seconds: number }>('ours/rebuild.ts', [folder.copy('ours'), 0, decided], folder.env)
  return { rebuildSeconds: rounded(answer.seconds, 1) }
}

const importing: Measure = async (folder, { cases, seed, runs }) => {
  const rates: number[] = []
  // A company a run: what it takes in is new to it each time.
  for (let index = 0; index < Math.min(runs, MOST_IMPORTS); index++) {
    folder.drop('ours')
    const { answer } = await run<{ imported: number; perSecond: number }>(
      'ours/import.ts',
      [folder.path('ours'), folder.path('cases.csv'), cases, seed],
      folder.env,
    )
    if (answer.imported !== cases) throw new Error(`of ${cases} rows only ${answer.imported} were imported`)
    rates.push(answer.perSecond)
  }
  return { importPerSecond: rounded(median(rates), 0) }
}

const paint: Measure = async (folder, { runs }) => {
  const ours = folder.copy('ours')
  const paints: number[] = []
  const p95s: number[] = []
  for (let index = 0; index < Math.min(runs, MOST_WINDOWS); index++) {
    const { answer } = await run<{ paintMs: number; milliseconds: number[] }>(
      'ours/paint.ts',
      [ours, CASES_LOOKED_AT],
      folder.env,
    )
    paints.push(answer.paintMs)
    p95s.push(percentile(answer.milliseconds, 0.95))
  }
  return { paintMs: rounded(median(paints), 0), nextCaseP95Ms: rounded(median(p95s), 1) }
}

export const MEASURES: Readonly<Record<Part, Measure>> = {
  start,
  command,
  group,
  search,
  memory,
  rebuild,
  import: importing,
  paint,
}

export const environment = ({ cases, runs }: Options): Figures => ({
  cores: availableParallelism(),
  node: process.version,
  cases,
  runs,
})

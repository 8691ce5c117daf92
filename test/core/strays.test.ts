import { EventEmitter } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { nameStrays } from '../../src/core/machine/process.ts'

const MODULE = new URL('../../src/core/machine/process.ts', import.meta.url).href

/** Runs `code` in a thread whose strays are named; answers the names, and how it ended. */
function inThread(code: string): Promise<{ told: unknown[]; exit: number }> {
  const source = `
    import { parentPort } from 'node:worker_threads'
    import { nameStrays } from '${MODULE}'
    const tell = (event, { reason }) => parentPort.postMessage([event, reason])
    nameStrays({ info: tell, error: tell })
    ${code}`
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`), { stderr: true })
  const told: unknown[] = []
  worker.on('message', message => told.push(message))
  worker.on('error', () => undefined)
  return new Promise(resolve => worker.on('exit', exit => resolve({ told, exit })))
}

it('a promise that fails unseen is named, and ends nothing', async () => {
  const told = [
    ['a promise failed unseen', 'TypeError'],
    ['still here', 'later'],
  ]
  const code = `Promise.reject(new TypeError('张三')); setTimeout(() => tell('still here', { reason: 'later' }), 20)`
  expect(await inThread(code)).toEqual({ told, exit: 0 })
})

it('an exception is named before it ends the thread', async () => {
  const { told, exit } = await inThread(`setTimeout(() => { throw new RangeError('张三') }, 1)`)
  expect(told).toEqual([['the core ends', 'RangeError']])
  expect(exit).toBe(1)
})

it('nothing of the message is told', () => {
  const events = new EventEmitter()
  const lines: string[] = []
  const write = (event: string, detail?: object) => void lines.push(JSON.stringify({ event, ...detail }))
  nameStrays({ info: write, error: write }, events as unknown as NodeJS.Process)
  events.emit('unhandledRejection', new Error('张三'))
  events.emit('unhandledRejection', '张三')
  expect(lines).toHaveLength(2)
  expect(lines.join()).not.toContain('张三')
})

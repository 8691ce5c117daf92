/**
 * Imports a file of applications as the command line does: read, mapped, checked, journalled and stored.
 * `import.ts DIR FILE CASES SEED`; writes the file when it is not there
 */
import { closeSync, existsSync, openSync, writeSync } from 'node:fs'
import { Session } from '../../../../src/core/session.ts'
import { applicationLine } from '../cases.ts'
import { answer } from './answer.ts'
import { openCore } from './core.ts'

const [dir = '', file = '', cases = '', seed = ''] = process.argv.slice(2)

/** The columns of our own layout (docs/import.md) that a case of the bench fills. */
function cellsOf(index: number): Record<string, string | number> {
  const line = applicationLine(index, Number(seed))
  const { name, idNumber, phone, address } = line.parties[0] as (typeof line.parties)[number]
  const { vin, plate, make, model } = line.vehicles[0] as (typeof line.vehicles)[number]
  const answers = line.evidence.filter(({ source }) => source !== 'own').flatMap(({ values }) => Object.entries(values))
  const yuan = (fen: number | null) => ((fen ?? 0) / 100).toFixed(2)
  return {
    'application.sourceKey': `B-${index}`,
    'application.amountFen': yuan(line.amountFen),
    'application.priceFen': yuan(line.priceFen),
    'application.downPaymentFen': yuan(line.downPaymentFen),
    'application.termMonths': line.termMonths ?? '',
    'application.rate': line.rate ?? '',
    'application.submittedAt': line.submittedAt,
    'application.region': line.region ?? '',
    'dealer.id': line.dealerId ?? '',
    'lessee.name': name ?? '',
    'lessee.idNumber': idNumber ?? '',
    'lessee.phone': phone ?? '',
    'lessee.address': address ?? '',
    'vehicle.vin': vin ?? '',
    'vehicle.plate': plate ?? '',
    'vehicle.make': make ?? '',
    'vehicle.model': model ?? '',
    ...Object.fromEntries(
      answers.map(([id, value]) => [`evidence:${id}`, id.endsWith('Fen') ? yuan(Number(value)) : String(value)]),
    ),
  }
}

function writeTable(): void {
  const out = openSync(file, 'w')
  writeSync(out, `${Object.keys(cellsOf(0)).join(',')}\r\n`)
  for (let from = 0; from < Number(cases); from += 1_000) {
    const rows = Array.from({ length: Math.min(1_000, Number(cases) - from) }, (_, at) => cellsOf(from + at))
    writeSync(out, rows.map(row => `${Object.values(row).join(',')}\r\n`).join(''))
  }
  closeSync(out)
}

if (!existsSync(file)) writeTable()
const core = await openCore(dir, false)
await core.foundDemo('zh-CN')
const intake = await core.open.intake()
const begun = performance.now()
const { read, imported, rejected, duplicates } = await intake.importFile(new Session('bench', true), file, 'leasedesk')
const seconds = (performance.now() - begun) / 1000
// The search follows the pack; a folder is closed when it has read.
await core.open.search.find('王', 1)
await core.close()
answer({ read, imported, rejected, duplicates, perSecond: read / seconds })

/** Files into applications: upload, preview, mapping, dry run, import, rejects; and deciding what came in. */
import { z } from 'zod'
import { displayLine } from '../../domain/text/normalise.ts'
import { jsonValue } from '../json.ts'
import { identifier, line } from '../text.ts'
import { job } from './app.ts'
import { call } from './errors.ts'

/** Where a field's value comes from: a column of the file, with how to read it, or a constant. */
export const fieldMapping = z.object({
  /** Target field, e.g. `application.amountFen`; the list is `fields` of the preview. */
  field: z.string().max(200),
  column: z.string().max(500).nullable(),
  constant: z.string().max(2_000).nullable(),
  /** How the text is read, e.g. `amount`, `date:MM/YYYY`, `percent`, `code`. Empty: by the field's own type. */
  format: z.string().max(2_000),
})
export const mapping = z.object({
  preset: identifier.nullable(),
  scenario: z.string().max(200).transform(displayLine),
  currency: z.enum(['CNY', 'USD']),
  fields: z.array(fieldMapping).max(300),
})
export type Mapping = z.infer<typeof mapping>

export const preview = z.object({
  uploadId: z.string(),
  fileName: z.string(),
  bytes: z.number(),
  format: z.enum(['csv', 'xlsx']),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  columns: z.array(z.string()),
  /** The first rows as read, at most 50. */
  rows: z.array(z.array(z.string())),
  /** Targets that a column can be mapped to. */
  fields: z.array(
    z.object({
      id: z.string(),
      zh: z.string(),
      en: z.string(),
      type: z.string(),
      unit: z.string().nullable(),
      required: z.boolean(),
    }),
  ),
  guess: mapping,
  presets: z.array(z.object({ id: z.string(), name: z.string(), builtIn: z.boolean(), mapping })),
})
export type Preview = z.infer<typeof preview>

export const intakeResult = z.object({
  read: z.number(),
  imported: z.number(),
  rejected: z.number(),
  duplicates: z.number(),
})

export const intake = {
  beginUpload: call
    .input(z.object({ fileName: line(300), bytes: z.number().int().min(0).max(4_000_000_000) }))
    .output(z.object({ uploadId: z.string() })),
  uploadChunk: call
    .input(z.object({ uploadId: identifier, offset: z.number().int().min(0), content: z.instanceof(Blob) }))
    .output(z.object({ received: z.number() })),
  preview: call.input(z.object({ uploadId: identifier, sheet: z.string().max(200).nullable() })).output(preview),
  savePreset: call.input(z.object({ name: line(60), mapping })).output(z.object({ id: z.string() })),
  /** Reads and checks everything, stores nothing. The job's result is `intakeResult`. */
  dryRun: call.input(z.object({ uploadId: identifier, mapping })).output(job),
  /** Imports what is acceptable; the rest goes into the rejects file. The job's result is `intakeResult` + `batchId`. */
  run: call.input(z.object({ uploadId: identifier, mapping })).output(job),
  /** Row, column, value, what was expected: of a dry run or an import job, first 1,000. */
  rejects: call.input(z.object({ jobId: identifier })).output(
    z.array(
      z.object({
        row: z.number(),
        column: z.string(),
        value: z.string(),
        code: z.string(),
        detail: z.record(z.string(), jsonValue),
      }),
    ),
  ),
  rejectsFile: call
    .input(z.object({ jobId: identifier, language: z.enum(['zh-CN', 'en']) }))
    .output(z.object({ fileName: z.string(), content: z.instanceof(Blob) })),
  discard: call.input(z.object({ uploadId: identifier })).output(z.object({})),
  /** Decides every submitted application with the live rulebook. The job's result is {approve, refer, decline}. */
  decideAll: call.output(job),
  undecided: call.output(z.object({ applications: z.number() })),
}

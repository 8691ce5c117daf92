/** The errors that every call may answer with, typed on both ends; the renderer turns `code` + `detail` into a sentence. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { jsonValue } from '../json.ts'

const detail = z.record(z.string(), jsonValue)

/** Base of every procedure. */
export const call = oc.errors({
  /** A judge said no; catalogue key `refusal.<code>`. */
  REFUSED: { data: z.object({ code: z.string(), detail }) },
  /** Nobody has signed in, or not a person who may see this. */
  NOT_ALLOWED: { data: z.object({ need: z.array(z.string()) }) },
  /** The file, folder or request is wrong; catalogue key `problem.<code>`. */
  PROBLEM: { data: z.object({ code: z.string(), detail }) },
  /** The app is read-only: why, and what to do. */
  READ_ONLY: { data: z.object({ code: z.string(), detail }) },
  /** Whether it was saved is not known; look again after a restart. */
  NOT_KNOWN: { data: z.object({ detail }) },
})

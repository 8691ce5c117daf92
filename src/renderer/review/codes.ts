/**
 * The names of observed codes, from the dictionary of observables. The dictionary is long and only a case needs it: it
 * comes after the first case has been drawn.
 */
import { useEffect } from 'react'
import { create } from 'zustand'
import type { Code } from '../../domain/observables/index.ts'
import { useTexts } from '../i18n/index.ts'

type Codes = ReadonlyMap<string, ReadonlyMap<string, Code>>

const useCodesStore = create<{ codes: Codes }>()(() => ({ codes: new Map() }))

let asked = false

async function load(): Promise<void> {
  asked = true
  const { OBSERVABLES } = await import('../../domain/observables/index.ts')
  const codes = new Map<string, ReadonlyMap<string, Code>>()
  for (const observable of OBSERVABLES) {
    if ('codes' in observable) codes.set(observable.id, new Map(observable.codes.map(code => [code.code, code])))
  }
  useCodesStore.setState({ codes })
}

/** Names a code of an observable; a code that the dictionary does not hold is shown as it is. */
export function useCodes(): (observable: string, code: string) => string {
  const codes = useCodesStore(state => state.codes)
  const { pick } = useTexts()
  useEffect(() => {
    if (!asked) void load()
  }, [])
  return (observable, code) => {
    const named = codes.get(observable)?.get(code)
    return named === undefined ? code : pick(named)
  }
}

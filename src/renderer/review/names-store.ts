/** The names behind the ids that the queue shows: scenarios, reasons, sources of the live rulebook. */
import { useEffect } from 'react'
import { create } from 'zustand'
import type { Names } from '../../protocol/desktop/review.ts'
import { useAway } from '../app/session.ts'
import { core, useConnectionState } from '../connection/core.ts'
import { useTexts } from '../i18n/index.ts'

interface NamesStore {
  names: Names
}

const NONE: Names = { scenarios: {}, reasons: {}, sources: {}, rulebook: null }

export const useNamesStore = create<NamesStore>()(() => ({ names: NONE }))

/** Asks for the names when a screen that needs them opens; until then, and where one is missing, ids are shown. */
export function useLoadNames(): void {
  const away = useAway()
  const open = useConnectionState() === 'open' && !away
  useEffect(() => {
    if (!open) return
    core.review
      .names()
      .then(names => useNamesStore.setState({ names }))
      // Ids still tell what is what: the screen's own calls will say what is wrong.
      .catch(() => {})
  }, [open])
}

export interface NameOf {
  scenario(id: string): string
  reason(id: string): string
  source(id: string): string
  region(code: string | null): string
}

export function useNames(): NameOf {
  const names = useNamesStore(state => state.names)
  const { pick, coded, t } = useTexts()
  const named = (table: Names['scenarios'], id: string) => {
    const pair = table[id]
    return pair === undefined ? id : pick(pair)
  }
  return {
    scenario: id => named(names.scenarios, id),
    // What a rulebook calls a reason comes from it; what a person's reason is called, from the catalogue.
    reason: id => (id in names.reasons ? named(names.reasons, id) : coded('reason', id, null)),
    source: id => named(names.sources, id),
    region: code => (code === null ? t('value.none') : regionName(code, coded)),
  }
}

/** Chinese codes (GB/T 2260) by their province, others as they are. */
export function regionName(code: string, coded: ReturnType<typeof useTexts>['coded']): string {
  if (!/^\d{2,6}$/.test(code)) return code
  const province = coded('region', code.slice(0, 2), null)
  return province === code.slice(0, 2) ? code : province
}

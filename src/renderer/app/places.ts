/** The places of the rail: one per trade that exists, and who may see it. */

import { CheckSquareOutlined, ImportOutlined, SettingOutlined } from '@ant-design/icons'
import type { ComponentType } from 'react'
import type { z } from 'zod'
import { DESK, REVIEWERS } from '../../domain/roles.ts'
import type { role } from '../../protocol/desktop/app.ts'
import type { Place } from './route.ts'

type Role = z.infer<typeof role>

interface PlaceEntry {
  place: Place
  icon: ComponentType
  /** Null: everybody. */
  roles: readonly Role[] | null
}

export const PLACES: readonly PlaceEntry[] = [
  { place: 'review', icon: CheckSquareOutlined, roles: DESK },
  { place: 'import', icon: ImportOutlined, roles: DESK },
  { place: 'settings', icon: SettingOutlined, roles: null },
]

export function placesFor(roles: readonly Role[]): readonly PlaceEntry[] {
  return PLACES.filter(entry => entry.roles === null || entry.roles.some(needed => roles.includes(needed)))
}

/** Who decides cases; the core's judge holds the same, so that a screen that forgot would be refused. */
export function mayDecide(roles: readonly Role[]): boolean {
  return REVIEWERS.some(needed => roles.includes(needed))
}

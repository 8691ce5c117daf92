/** The groups at the left: by reason, scenario, region or dealer, with counts from SQL; a click filters. */
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { core } from '../connection/core.ts'
import { count } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { type NameOf, useNames } from './names-store.ts'
import type { GroupColumn } from './query.ts'
import css from './queue.module.css'
import { useQueue } from './queue-store.ts'

type Group = Awaited<ReturnType<typeof core.review.groups>>[number]

const COLUMNS: readonly GroupColumn[] = ['firstReason', 'scenario', 'region', 'dealer']

function groupName(names: NameOf, none: string, column: GroupColumn, value: string | null): string {
  if (value === null) return none
  if (column === 'firstReason') return names.reason(value)
  if (column === 'scenario') return names.scenario(value)
  return column === 'region' ? names.region(value) : value
}

export function GroupList() {
  const { t } = useTexts()
  const names = useNames()
  const { groupBy, groups: chosen, arrange, chooseGroup, filters, clear } = useQueue()
  const groups = useGroups()
  const filtered = Object.keys(chosen).length + Object.keys(filters).length
  return (
    <nav className={css.groups} aria-label={t('queue.groups')}>
      <Select
        value={groupBy}
        onChange={arrange}
        aria-label={t('queue.group-by')}
        options={COLUMNS.map(column => ({
          value: column,
          label: t('queue.by', { column: t(`column.${column}`).toLowerCase() }),
        }))}
      />
      <ul className={css.groupList}>
        {groups.map(({ value, cases }) => {
          const active = groupBy in chosen && chosen[groupBy] === value
          const name = groupName(names, t('value.none'), groupBy, value)
          return (
            <li key={value ?? ''}>
              <button type="button" aria-pressed={active} onClick={() => chooseGroup(groupBy, value)} title={name}>
                <span>{name}</span>
                <span className={css.groupCount}>{count(cases)}</span>
              </button>
            </li>
          )
        })}
      </ul>
      {filtered === 0 ? null : (
        <button type="button" className={css.clear} onClick={clear}>
          {t('queue.clear', { count: filtered })}
        </button>
      )}
    </nav>
  )
}

/** The groups of what is filtered by everything but the group's own column, so that one can move from one to another. */
function useGroups(): readonly Group[] {
  const { groupBy, groups: chosen, tab, filters, stale } = useQueue()
  const [groups, setGroups] = useState<readonly Group[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these changes what the query says
  useEffect(() => {
    const stop = new AbortController()
    const query = useQueue.getState().query()
    core.review
      .groups(
        { by: groupBy, sort: [], filters: query.filters.filter(filter => filter.column !== groupBy) },
        { signal: stop.signal },
      )
      .then(setGroups)
      // The grid beside it asks the same question and says what is wrong.
      .catch(() => {})
    return () => stop.abort()
  }, [groupBy, chosen, tab, filters, stale])
  return groups
}

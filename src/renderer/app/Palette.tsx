/** Ctrl-K: people, plates, VINs and numbers by any part, and the places of the desktop. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { searchable } from '../../domain/text/normalise.ts'
import { core } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'
import { failureText } from '../i18n/failure.ts'
import { useTexts } from '../i18n/index.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Key } from '../ui/Panel.tsx'
import css from './app.module.css'
import { placesFor } from './places.ts'
import { go, NEXT_CASE, openApplication, openCase, QUEUE } from './route.ts'
import { usePerson } from './session.ts'

interface Item {
  id: string
  kind: string
  text: string
  detail: string
  choose: () => void
}

const LIMIT = 20

export function Palette({ close, showKeys }: { close: () => void; showKeys: () => void }) {
  const { t } = useTexts()
  const list = useId()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const { found, failure } = useFound(text)
  const items = [...usePlaces(text, showKeys), ...found]
  const chosen = items[Math.min(active, items.length - 1)]

  const choose = (item: Item) => {
    close()
    item.choose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setActive((Math.min(active, items.length - 1) + step + items.length) % Math.max(1, items.length))
    } else if (event.key === 'Enter' && chosen) choose(chosen)
  }

  return (
    <Dialog title={t('palette.label')} bare close={close} width={620}>
      <input
        className={css.paletteInput}
        data-first
        role="combobox"
        aria-expanded={items.length > 0}
        aria-controls={list}
        aria-activedescendant={chosen ? `${list}-${chosen.id}` : undefined}
        aria-label={t('palette.label')}
        placeholder={t('palette.placeholder')}
        value={text}
        onChange={event => {
          setText(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} role="listbox" aria-label={t('palette.label')} className={css.paletteList}>
        {items.map(item => (
          <PaletteLine
            key={item.id}
            id={`${list}-${item.id}`}
            item={item}
            active={item === chosen}
            choose={() => choose(item)}
          />
        ))}
      </div>
      <PaletteFoot failure={failure} none={items.length === 0} />
    </Dialog>
  )
}

interface LineProps {
  id: string
  item: Item
  active: boolean
  choose: () => void
}

function PaletteLine({ id, item, active, choose }: LineProps) {
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) line.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above holds the focus and takes the keys
    <div
      ref={line}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={css.paletteItem}
      onClick={choose}
    >
      <span className={css.paletteKind}>{item.kind}</span>
      <bdi className={css.paletteText}>{item.text}</bdi>
      <bdi className={css.paletteDetail}>{item.detail}</bdi>
    </div>
  )
}

function PaletteFoot({ failure, none }: { failure: Failure | null; none: boolean }) {
  const texts = useTexts()
  if (failure !== null) return <p className={css.paletteFoot}>{failureText(texts, failure)}</p>
  return (
    <p className={css.paletteFoot}>
      {none ? (
        texts.t('palette.none')
      ) : (
        <>
          <Key>↑</Key> <Key>↓</Key> {texts.t('palette.move')} · <Key>Enter</Key> {texts.t('palette.open')} ·{' '}
          <Key>Esc</Key> {texts.t('palette.close')}
        </>
      )}
    </p>
  )
}

function usePlaces(text: string, showKeys: () => void): Item[] {
  const { t } = useTexts()
  const { roles } = usePerson()
  const kind = t('palette.place')
  const places: Item[] = placesFor(roles).map(({ place }) => ({
    id: `place-${place}`,
    kind,
    text: t(`place.${place}`),
    detail: '',
    choose: () => go(place === 'review' ? QUEUE : { place }),
  }))
  if (places.some(item => item.id === 'place-review')) {
    places.unshift({ id: 'next', kind, text: t('keys.next'), detail: 'N', choose: () => go(NEXT_CASE) })
  }
  places.push({ id: 'keys', kind, text: t('keys.title'), detail: '?', choose: showKeys })
  const wanted = searchable(text)
  return places.filter(item => searchable(item.text).includes(wanted))
}

function useFound(text: string): { found: Item[]; failure: Failure | null } {
  const { t } = useTexts()
  const [found, setFound] = useState<Item[]>([])
  const [failure, setFailure] = useState<Failure | null>(null)
  useEffect(() => {
    setFailure(null)
    if (searchable(text) === '') {
      setFound([])
      return
    }
    const stop = new AbortController()
    core.review
      .find({ text, limit: LIMIT }, { signal: stop.signal })
      .then(lines =>
        setFound(
          lines.map((line, place) => ({
            id: `found-${place}`,
            kind: t(`palette.${line.kind}`),
            text: line.text,
            detail: line.detail,
            choose: () => (line.caseId === null ? openApplication(line.applicationId) : openCase(line.caseId)),
          })),
        ),
      )
      .catch(error => {
        if (!stop.signal.aborted) setFailure(failureOf(error))
      })
    return () => stop.abort()
  }, [text, t])
  return { found, failure }
}

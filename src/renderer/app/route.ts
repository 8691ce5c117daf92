/** Where the window is, kept in the address's fragment, so that a reload comes back to the same place. */
import { useSyncExternalStore } from 'react'

export type Place = 'review' | 'import' | 'settings'

/** What the case screen is asked to show. */
export type CaseTarget =
  | { readonly show: 'next' }
  | { readonly show: 'case'; readonly id: string }
  | { readonly show: 'application'; readonly id: string }

export type Route =
  | { readonly place: 'review'; readonly target: CaseTarget | null }
  | { readonly place: 'import' }
  | { readonly place: 'settings' }

export const QUEUE: Route = { place: 'review', target: null }
export const NEXT_CASE: Route = { place: 'review', target: { show: 'next' } }

export function parseRoute(fragment: string): Route {
  const [place, show, id] = fragment.replace(/^#\/?/, '').split('/')
  if (place === 'import' || place === 'settings') return { place }
  if (show === 'next') return NEXT_CASE
  if ((show === 'case' || show === 'application') && id) {
    return { place: 'review', target: { show, id: decodeURIComponent(id) } }
  }
  return QUEUE
}

export function addressOf(route: Route): string {
  if (route.place !== 'review') return `#/${route.place}`
  const { target } = route
  if (target === null) return '#/review'
  return target.show === 'next' ? '#/review/next' : `#/review/${target.show}/${encodeURIComponent(target.id)}`
}

let known: { fragment: string; route: Route } | undefined

function current(): Route {
  const fragment = window.location.hash
  if (known?.fragment !== fragment) known = { fragment, route: parseRoute(fragment) }
  return known.route
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, current)
}

export function go(route: Route): void {
  window.location.hash = addressOf(route)
}

/** Corrects the address without a step in the window's history: the next case is not a place of its own. */
export function settle(route: Route): void {
  window.history.replaceState(null, '', addressOf(route))
}

export function openCase(id: string): void {
  go({ place: 'review', target: { show: 'case', id } })
}

export function openApplication(id: string): void {
  go({ place: 'review', target: { show: 'application', id } })
}

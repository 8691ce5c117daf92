/** The window's connection to its core, made once, and the calls that screens make through it. */
import { useSyncExternalStore } from 'react'
import { type ConnectionState, CoreConnection } from './client.ts'

export const connection = new CoreConnection()
export const core = connection.client

export function useConnectionState(): ConnectionState {
  return useSyncExternalStore(
    listener => connection.onState(listener),
    () => connection.state,
  )
}

/** One step of the schema. Steps are never changed once released: a mistake is mended by the next one. */
export interface Migration {
  readonly version: number
  readonly name: string
  /** Several statements; they and the new version number are one transaction. */
  readonly sql: string
}

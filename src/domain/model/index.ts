/** The whole data model: every table, by name. */
import * as application from './application.ts'
import * as company from './company.ts'
import * as intake from './intake.ts'
import * as review from './review.ts'
import type { Table } from './table.ts'

export const TABLES = {
  company: company.company,
  person: company.person,
  setting: company.setting,
  counter: company.counter,
  applied_head: company.appliedHead,
  party: application.party,
  dealer: application.dealer,
  application: application.application,
  application_party: application.applicationParty,
  application_vehicle: application.vehicle,
  evidence: application.evidence,
  document: application.document,
  exposure_day: application.exposureDay,
  outcome: application.outcome,
  ended_contract: application.endedContract,
  rulebook: review.rulebook,
  facts: review.facts,
  decision: review.decision,
  review_case: review.reviewCase,
  history: review.history,
  claim: review.claim,
  import_batch: intake.importBatch,
  mapping_preset: intake.mappingPreset,
  erasure: intake.erasure,
} as const satisfies Record<string, Table>

export type Tables = typeof TABLES
export type TableName = keyof Tables

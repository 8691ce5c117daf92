/**
 * Which roles may do what, each list named once: commands are held to them, the core's doors open by them, and screens
 * leave out what they would refuse.
 */
import type { Role } from './model/company.ts'

/** Whoever decides cases. */
export const REVIEWERS = ['underwriter', 'supervisor'] as const satisfies readonly Role[]

/** Whoever sees applications and cases, brings them in, and lets the rulebook decide. */
export const DESK = ['administrator', 'risk-manager', 'supervisor', 'underwriter'] as const satisfies readonly Role[]

/** Whoever may take a list of the queue out of the house. */
export const EXPORTERS = ['underwriter', 'supervisor', 'risk-manager'] as const satisfies readonly Role[]

/** Whoever may watch and end the long work of others. */
export const OVERSEERS = ['supervisor', 'administrator'] as const satisfies readonly Role[]

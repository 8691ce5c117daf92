/** The typed contract between a window (or the command line) and the core, joined from its trades. */
import type { ContractRouterClient } from '@orpc/contract'
import { app } from './app.ts'
import { intake } from './intake.ts'
import { review } from './review.ts'
import { settings } from './settings.ts'

export const desktopContract = { app, review, intake, settings }
export type DesktopContract = typeof desktopContract
export type DesktopClient = ContractRouterClient<DesktopContract>

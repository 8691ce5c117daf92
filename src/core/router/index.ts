/** The router of a desktop: the whole contract, implemented. */
import { app } from './app.ts'
import { os } from './base.ts'
import { intake } from './intake.ts'
import { review } from './review.ts'
import { settings } from './settings.ts'

export const desktopRouter = os.router({ app, review, intake, settings })

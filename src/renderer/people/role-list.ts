/** The roles a person can have, in the order in which they are offered. */
import { role } from '../../protocol/desktop/app.ts'

export const ROLES = role.options

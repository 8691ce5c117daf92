/** A person's roles, in words. */
import type { PersonView } from '../../protocol/desktop/app.ts'
import { useTexts } from '../i18n/index.ts'
import ui from '../ui/ui.module.css'

export function Roles({ roles }: { roles: PersonView['roles'] }) {
  const { t } = useTexts()
  return <span className={ui.soft}>{roles.map(role => t(`role.${role}`)).join(t('list.and'))}</span>
}

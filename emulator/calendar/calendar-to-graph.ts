import type { User } from '../directory/entities'
import { type ContactView, expanded, selected } from '../outlook/contact-to-graph'
import { changeKey, folderId } from '../outlook/item-id'
import { type CalendarRow, defaultCalendar } from './calendars'

export const calendarIdOf = ({ userId, number }: Pick<CalendarRow, 'userId' | 'number'>) =>
  folderId(userId, number)

/** A calendar as v1.0 shows it: learn.microsoft.com/graph/api/resources/calendar */
export function calendarToGraph(
  calendar: CalendarRow,
  owner: Pick<User, 'displayName' | 'mail' | 'userPrincipalName'>,
  view: Omit<ContactView, 'immutableId'>,
): Record<string, unknown> {
  const isDefault = calendar.number === defaultCalendar
  const whole = {
    id: calendarIdOf(calendar),
    name: calendar.name,
    color: calendar.color,
    hexColor: '',
    isDefaultCalendar: isDefault,
    changeKey: changeKey(calendar.userId, calendar.version),
    canShare: true,
    canViewPrivateItems: true,
    canEdit: true,
    allowedOnlineMeetingProviders: ['teamsForBusiness'],
    defaultOnlineMeetingProvider: 'teamsForBusiness',
    isTallyingResponses: isDefault,
    isRemovable: !isDefault,
    owner: { name: owner.displayName, address: owner.mail ?? owner.userPrincipalName },
  }
  return {
    ...selected(whole, view.select),
    ...expanded(calendar.extended, view, `users('${calendar.userId}')/calendars('${whole.id}')`),
  }
}

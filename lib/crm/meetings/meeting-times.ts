import type { FieldProblem } from '@/lib/errors'
import { isDayText } from '../records/moment'
import type { PendingWrite } from '../records/record-module'
import { recurs } from '../recurrence/occurrences'
import type { MeetingValues } from './fields'
import { seriesOf, storedMoment } from './stored-meeting'

type TimesWrite = Pick<PendingWrite<MeetingValues>, 'given' | 'before'> & { after: MeetingValues }

/**
 * What is wrong with the times of a meeting that is about to be written: instants, or days when it lasts all day; the
 * end not before the start, of days after it; both anew when a meeting starts or stops lasting all day.
 */
export function timeProblems({ before, given, after }: TimesWrite): FieldProblem[] {
  const problem = (member: string, code: string, message: string) => [
    { pointer: `/${member}`, code, message },
  ]
  const form = after.allDay ? 'A meeting that lasts all day has days.' : 'Has to be an instant.'
  const wrong = (['start', 'end'] as const).flatMap((member) => {
    if (isDayText(after[member]) === after.allDay) return []
    if (given[member] !== undefined) return problem(member, 'invalid', form)
    return problem(member, 'required', 'Changing allDay needs both start and end.')
  })
  if (wrong.length > 0) return wrong

  const timesGiven = ['allDay', 'start', 'end'].some((member) => given[member] !== undefined)
  const length = storedMoment(after.end).getTime() - storedMoment(after.start).getTime()
  if (timesGiven && (length < 0 || (after.allDay && length === 0))) {
    const member = given.end === undefined && given.start !== undefined ? 'start' : 'end'
    return problem(member, 'invalid', 'The end has to be after the start.')
  }
  const series = seriesOf(after)
  const changed = before === null || before.recurrence !== after.recurrence || before.start !== after.start
  if (series !== null && changed && !recurs(series)) {
    return problem('recurrence', 'invalid', 'This never happens again.')
  }
  return []
}

import { describe, expect, it } from 'vitest'
import { demoRegistrations, demoSeed } from '../seed/demo'
import { demoTenants, demoUsers } from '../seed/demo-people'
import { applicationToken, request, testEmulator } from '../testing/test-emulator'

async function twoWeeksOf(userId: string) {
  const registrations = demoRegistrations('http://localhost:3000')
  const emulator = testEmulator({ seed: demoSeed(), registrations })
  const token = applicationToken(emulator, ['Calendars.Read'], { tenantId: demoTenants.first.id })
  const span = 'startDateTime=2026-11-23&endDateTime=2026-12-07'
  const answer = await request(emulator, 'GET', `/v1.0/users/${userId}/calendarView?${span}&$top=50`, {
    token,
  })
  const { value } = (await answer.json()) as { value: Record<string, unknown>[] }
  return { emulator, subjects: value.map(({ subject, type }) => `${subject} ${type}`), value }
}

describe('events of the demo', () => {
  it('fill this week and the next: single ones, days and occurrences of series', async () => {
    const { subjects } = await twoWeeksOf(demoUsers.bruno.id)
    expect(subjects).toEqual([
      'Point d’équipe occurrence',
      'Catch-up singleInstance',
      'Working from Brussels singleInstance',
      'Point d’équipe occurrence',
      'Préparer le salon de Lyon singleInstance',
    ])
  })

  it('have been accepted by everybody, and nobody was mailed', async () => {
    const { emulator, value } = await twoWeeksOf(demoUsers.ana.id)
    const meeting = value.find(({ subject }) => subject === 'Catch-up')
    expect(meeting).toMatchObject({ isOrganizer: false, responseStatus: { response: 'accepted' } })
    const mails = await request(emulator, 'GET', '/_emulator/mail')
    expect(await mails.json()).toEqual([])
  })

  it('give something to everybody who has a mailbox', async () => {
    const people = Object.values(demoUsers).filter(
      (user) => !('hasMailbox' in user && user.hasMailbox === false),
    )
    const registrations = demoRegistrations('http://localhost:3000')
    const { calendars } = testEmulator({ seed: demoSeed(), registrations })
    const owners = new Set([...calendars.events.values()].map(({ userId }) => userId))
    expect([...owners].sort()).toEqual(people.map(({ id }) => id).sort())
    expect(calendars.calendars.size).toBe(0)
  })
})

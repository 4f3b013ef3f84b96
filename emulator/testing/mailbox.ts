import type { EmulatorOptions } from '../create-emulator'
import { calmConduct } from '../outlook/conduct'
import { small } from './small-seed'
import { applicationToken, delegatedToken, request, testEmulator } from './test-emulator'

/** The body of an answer, loosely: the test says what it expects of it. */
export type GraphBody = Record<string, unknown> & {
  value?: Record<string, unknown>[]
  error?: { code: string; message: string }
}

/**
 * An emulator without whims, and calls to it: `/me` as Ana, `/users` as an application. `pass` lets time go by.
 */
export function mailbox(options: Partial<EmulatorOptions> = {}) {
  const emulator = testEmulator({ ...options, conduct: { ...calmConduct, ...options.conduct } })
  const tokens = {
    user: delegatedToken(emulator, small.anaId, [
      'Calendars.ReadWrite',
      'Contacts.ReadWrite',
      'Mail.Read',
      'Mail.Send',
      'Tasks.ReadWrite',
    ]),
    application: applicationToken(emulator, [
      'Calendars.ReadWrite',
      'Contacts.ReadWrite',
      'Mail.Read',
      'Mail.Send',
      'Tasks.ReadWrite.All',
    ]),
  }
  return {
    emulator,
    async graph(method: string, path: string, json?: unknown, headers: Record<string, string> = {}) {
      const token = path.startsWith('/users/') ? tokens.application : tokens.user
      const answer = await request(emulator, method, `/v1.0${path}`, {
        token,
        headers,
        ...(json === undefined ? {} : { json }),
      })
      const text = await answer.text()
      const body: GraphBody = text === '' ? {} : JSON.parse(text)
      return { status: answer.status, headers: answer.headers, body }
    },
    /** Follows a link of an earlier answer: links are absolute. */
    follow(link: unknown) {
      return new URL(String(link)).pathname.replace('/v1.0', '') + new URL(String(link)).search
    },
    async pass(ms: number) {
      emulator.clock.setOffset(emulator.clock.offsetMs + ms)
      await emulator.scheduler.runDue()
    },
  }
}

import type { DemoFile } from '../dev/stack/demo-file'

type Fault = {
  match: { method?: string; path?: string; userId?: string }
  effect: { status: number; headers?: Record<string, string>; body?: Record<string, unknown> }
}

/** Has Microsoft 365 refuse what matches while `work` is done, in the mailbox of one member of the cast. */
export async function withFault(demo: DemoFile, key: string, fault: Fault, work: () => Promise<void>) {
  const userId = demo.users.find((user) => user.key === key)?.microsoft?.id
  if (!userId) throw new Error(`${key} has no Microsoft 365 account`)
  const faults = `${demo.emulatorUrl}/_emulator/faults`
  const answer = await fetch(faults, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...fault, match: { ...fault.match, userId } }),
  })
  if (!answer.ok) throw new Error(`The fault was refused: ${answer.status} ${await answer.text()}`)
  const { id } = (await answer.json()) as { id: string }
  try {
    await work()
  } finally {
    await fetch(`${faults}/${id}`, { method: 'DELETE' })
  }
}

import type { Emulator } from '../create-emulator'
import { request } from './test-emulator'

/** One call of the control API; `path` below `/_emulator`. */
export async function control(
  emulator: Emulator,
  method: string,
  path: string,
  json?: unknown,
): Promise<{ status: number; body: unknown }> {
  const response = await request(emulator, method, `/_emulator${path}`, json === undefined ? {} : { json })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}

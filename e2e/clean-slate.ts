import type { DemoFile } from '../dev/stack/demo-file'
import { CrmApi } from './crm-api'
import { expect } from './fixtures'

/** The module is off and the member owns no record of it, whatever a journey before, or a former try of this one, has left. */
export async function cleanSlate(
  demo: DemoFile,
  key: string,
  module: 'meetings' | 'contacts' | 'tasks',
): Promise<void> {
  const crm = CrmApi.of(demo, key)
  const connection = `/microsoft/connections/${module}`
  await crm.call('DELETE', connection)
  await expect.poll(async () => (await crm.call('GET', connection)).status, { timeout: 60_000 }).toBe('off')
  const { id } = await crm.call('GET', '/me')
  for (const record of await crm.list(`/${module}?ownerId=${id}&limit=200`)) {
    await crm.call('DELETE', `/${module}/${record.id}`)
  }
}

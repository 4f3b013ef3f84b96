import type { TestDatabase } from '@/dev/testing/test-database'
import { makeMember, makeOrganisation } from '@/lib/access/testing/make-organisation'
import { apiClient } from './api-client'

/** An organisation and the API as its people call it: an administrator, Ana, and an administrator of another one. */
export async function peopleApi(database: TestDatabase) {
  const { db } = database
  const org = await makeOrganisation(db)
  const admin = await makeMember(db, org, 'administrator', { name: 'Alice' })
  const ana = await makeMember(db, org)
  const stranger = await makeMember(db, await makeOrganisation(db), 'administrator')
  return {
    ...{ org, admin, ana, stranger },
    callAsAdmin: await apiClient(database, admin),
    callAsAna: await apiClient(database, ana),
    callAsStranger: await apiClient(database, stranger),
  }
}

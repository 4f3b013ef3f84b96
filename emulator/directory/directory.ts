import type { Collection } from '../core/collection'
import type { Store } from '../core/store'
import type { Tenant, User } from './entities'

/** Tenants and their users. */
export type Directory = {
  tenants: Collection<Tenant>
  users: Collection<User>
  /** Writes a user and gives the change its place in the directory's sequence. */
  save(user: User): User
  /** The place of the newest change. */
  version(): number
  /** A tenant by GUID or verified domain, ignoring case. */
  findTenant(key: string): Tenant | undefined
  /** A user of the tenant who is not deleted, by id or userPrincipalName (ignoring case). */
  findUser(tenantId: string, key: string): User | undefined
  /** Users of a tenant who are not deleted. */
  usersOf(tenantId: string): User[]
  /** The user whose mailbox takes mail for this address, in any tenant. */
  findMailbox(address: string): User | undefined
}

const SERIES = 'directory'

export function openDirectory(store: Store): Directory {
  const tenants = store.collection<Tenant>('tenants')
  const users = store.collection<User>('users')
  const present = (user: User) => user.deletedAt === null
  const byTenant = users.indexBy((user) => (present(user) ? user.tenantId : undefined))
  const byName = users.indexBy((user) => (present(user) ? user.userPrincipalName.toLowerCase() : undefined))
  const byMail = users.indexBy((user) =>
    present(user) && user.hasMailbox ? user.mail?.toLowerCase() : undefined,
  )

  return {
    tenants,
    users,
    save: (user) => users.put({ ...user, version: store.next(SERIES) }),
    version: () => store.last(SERIES),
    findTenant(key) {
      const wanted = key.toLowerCase()
      return tenants.get(wanted) ?? [...tenants.values()].find(({ domains }) => domains.includes(wanted))
    },
    findUser(tenantId, key) {
      const byId = users.get(key.toLowerCase())
      if (byId && byId.tenantId === tenantId && present(byId)) return byId
      return byName(key.toLowerCase()).find((user) => user.tenantId === tenantId)
    },
    usersOf: byTenant,
    findMailbox(address) {
      const wanted = address.toLowerCase()
      return byMail(wanted)[0] ?? byName(wanted).find(({ hasMailbox }) => hasMailbox)
    },
  }
}

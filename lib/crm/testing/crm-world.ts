import { randomUUID } from 'node:crypto'
import type { Database } from '@/db/client'
import { account, member, organisation, profile } from '@/db/schema/access'
import type { Context, Wake } from '@/lib/access/context'
import { builtInPermissions, type Permission } from '@/lib/access/permissions'

type TestContext = Context & { memberId: string; wakes: Wake[] }

/** An organisation in a test database, its people, and a clock that stands still until a test moves it. */
export class CrmWorld {
  now = new Date('2026-03-02T09:00:00.000Z')

  private constructor(
    readonly db: Database,
    readonly organisationId: string,
  ) {}

  static async create(db: Database): Promise<CrmWorld> {
    const world = new CrmWorld(db, randomUUID())
    await db.insert(organisation).values({ id: world.organisationId, name: 'Test', createdAt: world.now })
    return world
  }

  /** A member with a profile of its own: Standard unless permissions are given. */
  async member(
    permissions: readonly Permission[] = builtInPermissions.standard,
    status: 'active' | 'deactivated' = 'active',
  ): Promise<TestContext> {
    const [accountId, profileId, memberId] = [randomUUID(), randomUUID(), randomUUID()]
    const createdAt = this.now
    await this.db
      .insert(account)
      .values({ id: accountId, email: `${accountId}@test.example`, name: 'Test', createdAt })
    await this.db.insert(profile).values({
      id: profileId,
      organisationId: this.organisationId,
      name: profileId,
      permissions: [...permissions],
      createdAt,
    })
    await this.db
      .insert(member)
      .values({ id: memberId, organisationId: this.organisationId, accountId, profileId, status, createdAt })
    return this.context({ type: 'user', memberId, accountId, permissions: new Set(permissions) }, memberId)
  }

  without(...missing: Permission[]): Promise<TestContext> {
    return this.member(builtInPermissions.standard.filter((name) => !missing.includes(name)))
  }

  admin = (): Promise<TestContext> => this.member(builtInPermissions.administrator)

  /** The sync of a member, with the member's permissions. */
  syncOf(user: TestContext, connectionId: string = randomUUID()): TestContext {
    if (user.actor.type !== 'user') throw new Error('Only a user has a sync.')
    const { memberId, permissions } = user.actor
    return this.context({ type: 'sync', memberId, connectionId, permissions }, memberId)
  }

  tick(ms = 1_000): void {
    this.now = new Date(this.now.getTime() + ms)
  }

  private context(actor: Context['actor'], memberId: string): TestContext {
    const wakes: Wake[] = []
    return {
      organisationId: this.organisationId,
      actor,
      db: this.db,
      now: () => this.now,
      wake: async (wake) => void wakes.push(wake),
      memberId,
      wakes,
    }
  }
}

import { eq } from 'drizzle-orm'
import { member, profile } from '@/db/schema/access'
import { control } from '@/emulator/testing/control'
import { small } from '@/emulator/testing/small-seed'
import { builtInPermissions } from '@/lib/access/permissions'
import { recoverConnections } from '@/lib/sync/connections/recover'
import type { Chronicle } from './chronicle'
import type { Desk } from './desk'
import type { OrganisationWorld } from './organisation-world'
import { signInHerself } from './own-sign-in'

/** Credentials die, permissions are taken away (I4, A7); all of it comes back, by `over` at the latest. */
export class Upsets {
  private readonly open = new Map<string, () => Promise<unknown>>()

  constructor(
    private readonly house: OrganisationWorld,
    private readonly story: Chronicle,
  ) {}

  get isOpen(): boolean {
    return this.open.size > 0
  }

  async happen(desk: Desk): Promise<void> {
    const { story } = this
    const what = story.pick([
      'consent',
      'disabled',
      'mailbox',
      'permission',
      'deactivated',
      'sign-in',
      'session',
      'over',
      'over',
    ] as const)
    if (what === 'over') return this.end()
    if (what === 'sign-in') return this.signIn(desk)
    const undo = { ...this.kinds }[what ?? 'consent']
    const key = what === 'consent' ? what : `${what} ${desk.world.ana.memberId}`
    if (this.open.has(key)) return
    story.note(`${desk.name}: ${what} is taken away`)
    this.open.set(key, await undo(desk))
  }

  /** All is well again, and the sweep finds out. */
  async end(): Promise<void> {
    if (this.open.size === 0) return
    this.story.note(`given back: ${[...this.open.keys()].map((key) => key.split(' ')[0]).join(', ')}`)
    for (const mend of this.open.values()) await mend()
    this.open.clear()
    await this.house.pass(6 * 60_000)
    await recoverConnections(this.house.engine)
  }

  /** From now on her module works with a sign-in of her own, whose refresh tokens may be revoked. */
  private async signIn(desk: Desk): Promise<void> {
    if (this.isOpen || (await desk.world.row()).status !== 'active') return
    this.story.note(`${desk.name}: she signs in herself`)
    await signInHerself(desk.world)
  }

  /** What takes something away, and answers what gives it back. */
  private readonly kinds = {
    consent: async () => {
      const grant = (granted: boolean) =>
        this.set('POST', `/consents/${small.tenantId}`, { appId: small.appId, granted })
      await grant(false)
      return () => grant(true)
    },
    session: async (desk: Desk) => {
      const { access } = await desk.world.row()
      if (access !== 'delegated') return async () => {}
      await this.set('PATCH', `/users/${desk.world.mailbox.userId}`, { revokeSessions: true })
      return () => signInHerself(desk.world)
    },
    disabled: (desk: Desk) => this.toUser(desk, 'accountEnabled'),
    mailbox: (desk: Desk) => this.toUser(desk, 'hasMailbox'),
    permission: async ({ world, lived }: Desk) => {
      const permit = async (permissions: readonly string[]) => {
        const [row] = await world.db.select().from(member).where(eq(member.id, world.ana.memberId))
        const changed = world.db.update(profile).set({ permissions: [...permissions] })
        await changed.where(eq(profile.id, row?.profileId ?? ''))
      }
      await permit(builtInPermissions.standard.filter((name) => name !== `sync.${lived.name}`))
      return () => permit(builtInPermissions.standard)
    },
    deactivated: async ({ world }: Desk) => {
      const set = (status: 'active' | 'deactivated') =>
        world.db.update(member).set({ status }).where(eq(member.id, world.ana.memberId))
      await set('deactivated')
      return () => set('active')
    },
  }

  private async toUser({ world }: Desk, property: 'accountEnabled' | 'hasMailbox') {
    const set = (value: boolean) => this.set('PATCH', `/users/${world.mailbox.userId}`, { [property]: value })
    await set(false)
    return () => set(true)
  }

  private async set(method: string, path: string, json: unknown): Promise<void> {
    const { status } = await this.house.inTurn(() => control(this.house.emulator, method, path, json))
    if (status >= 300) throw new Error(`${method} ${path}: ${status}`)
  }
}

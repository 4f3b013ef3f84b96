import { createContact, deleteContact, listContacts, restoreContact } from '@/lib/crm/contacts/verbs'
import { createLead } from '@/lib/crm/leads/verbs'
import { deleteMeeting, restoreMeeting, updateMeeting } from '@/lib/crm/meetings/verbs'
import { runSlice } from '@/lib/sync/run/run-slice'
import { seeded } from '@/lib/sync/testing/seeded'
import { drawIdsFrom } from '@/lib/sync/testing/seeded-ids'
import type { SimulatedDatabase } from '@/lib/sync/testing/simulated-database'
import { Crash, peace, trouble } from '@/lib/sync/testing/simulation-trouble'
import { type Guest, InvitationWorld, type Invited } from './invitation-world'

/** Who invites: a contact from the start, one who may become a lead or contact, a stranger for good, a colleague. */
const organisers = [
  { name: 'Marc', email: 'marc@fabrikam.example' },
  { name: 'Lea', email: 'lea@blanc.example' },
  { name: 'Stranger', email: 'x@stranger.example' },
  { name: 'Carl', email: 'carl@small.example' },
] as const

/** One invitation as it stands over there. */
export type Lived = Invited & { name: string; organiser: string; changes: number; removed: boolean }

export type LifeResult = {
  world: InvitationWorld
  ana: Guest
  invitations: Lived[]
  /** Meetings that somebody deleted in the CRM: they may lie in the bin. */
  binned: Set<string>
  notes: Map<string, string>
  steps: string[]
}

/**
 * One life of one connection with client invitations: people invite, move, cancel, answer, clients come and go, meetings
 * are deleted and restored, the switch is turned; runs with faults of every kind in between, then peace. Everything takes
 * place in the future. All of it follows from the seed.
 */
export async function liveWithInvitations(database: SimulatedDatabase, seed: number): Promise<LifeResult> {
  await database.begin(seed)
  drawIdsFrom(seeded(seed))
  const world = await InvitationWorld.create(database.db, {
    seed,
    conduct: {
      emptyDeltaPageChance: 0.2,
      shortDeltaPageChance: 0.3,
      repeatedDeltaItemChance: seed % 5 === 0 ? 0.3 : 0,
      replayedDeltaChance: seed % 3 === 0 ? 0.3 : 0,
    },
  })
  world.base.house.inTurn = database.inTurn
  world.base.house.reseed(seed)
  world.base.engine.pageSize = 2
  world.emulator.settings.setUncertain({
    U10: seed % 2 === 0 ? 'removed' : 'kept',
    U11: seed % 4 === 1 ? 'new-id' : 'keeps',
  })
  const ana = await world.guest('ana')
  await createContact(ana, { lastName: 'Okafor', email: organisers[0].email })
  const life = new Life(world, ana)
  const rounds = 3 + Math.floor(world.base.random() * 3)
  for (let round = 0; round < rounds; round += 1) {
    const actions = 3 + Math.floor(world.base.random() * 6)
    for (let action = 0; action < actions; action += 1) await life.act()
    await life.runUnderFire()
    await world.base.pass(Math.floor(world.base.random() * 400_000))
  }
  await life.end()
  return { world, ana, ...life.result }
}

class Life {
  readonly result = {
    invitations: [] as Lived[],
    binned: new Set<string>(),
    notes: new Map<string, string>(),
    steps: [] as string[],
  }
  private on = true

  constructor(
    private readonly world: InvitationWorld,
    private readonly ana: Guest,
  ) {}

  private chance = (probability: number) => this.world.base.random() < probability
  private pick = <T>(list: readonly T[]): T | undefined =>
    list[Math.floor(this.world.base.random() * list.length)]
  private note = (text: string) => this.result.steps.push(`${this.world.base.now().toISOString()} ${text}`)

  private readonly actions = {
    invite: () => this.invite(),
    accept: () => this.answer('accept'),
    tentative: () => this.answer('tentativelyAccept'),
    decline: () => this.answer('decline'),
    change: () => this.change(),
    cancel: () => this.withOne('cancels', (one) => this.world.cancel(one)),
    remove: () => this.remove(),
    client: () => this.client(),
    meeting: () => this.meeting(),
    turn: () => this.turn(),
    versions: () => this.world.moveVersions(this.ana),
  }

  async act(): Promise<void> {
    const often = ['invite', 'invite', 'accept', 'accept', 'accept', 'change', 'meeting'] as const
    const rare = [
      'tentative',
      'decline',
      'decline',
      'cancel',
      'remove',
      'client',
      'turn',
      'versions',
    ] as const
    const name = this.chance(0.5) ? this.pick(often) : this.pick(rare)
    if (name) await this.actions[name]()
  }

  private async withOne(what: string, work: (one: Lived) => Promise<unknown>): Promise<void> {
    const one = this.pick(this.result.invitations.filter(({ removed }) => !removed))
    if (!one) return
    this.note(`${one.organiser} ${what} ${one.name}`)
    await work(one)
  }

  private async invite(): Promise<void> {
    const organiser = this.chance(0.6) ? organisers[0] : (this.pick(organisers) ?? organisers[0])
    const name = `I${this.result.invitations.length + 1}`
    const series = this.chance(0.1)
    const recurrence = {
      pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] },
      range: { type: 'numbered', startDate: '2026-06-02', numberOfOccurrences: 3 },
    }
    const changes = { subject: `${name} 0`, ...this.times(), ...(series ? { ...june, recurrence } : {}) }
    const invited = await this.world.invite([this.ana], changes, organiser)
    this.note(`${organiser.email} invites to ${name}${series ? ', a series' : ''}`)
    this.result.invitations.push({
      ...invited,
      name,
      organiser: organiser.email,
      changes: 0,
      removed: false,
    })
    if (this.chance(0.5)) await this.world.answer(this.ana, invited)
  }

  private times() {
    const day = 1 + Math.floor(this.world.base.random() * 28)
    const at = (hour: string) => ({
      dateTime: `2026-05-${String(day).padStart(2, '0')}T${hour}:00:00`,
      timeZone: 'UTC',
    })
    return { start: at('09'), end: at('10') }
  }

  private answer = (answer: 'accept' | 'tentativelyAccept' | 'decline') =>
    this.withOne(`is answered with ${answer} for`, async (one) => {
      await this.world.answer(this.ana, one, answer)
      one.removed = !(await this.world.isListed(this.ana, one))
    })

  private change = () =>
    this.withOne('changes', async (one) => {
      const subject = `${one.name} ${one.changes + 1}`
      const moved = this.chance(0.5) && !(await this.world.isSeries(this.ana, one)) ? this.times() : {}
      await this.world.change(one, { subject, location: { displayName: `Room ${one.changes}` }, ...moved })
      one.changes += 1
    })

  private remove = () =>
    this.withOne('loses', async (one) => {
      await this.world.outlook(this.ana, 'DELETE', `/events/${await this.world.eventId(this.ana, one)}`)
      one.removed = true
    })

  /** Lea becomes a lead or a contact, or Marc's contact goes and comes back. */
  private async client(): Promise<void> {
    const { ana } = this
    const lea = { lastName: 'Blanc', email: organisers[1].email }
    const [marc] = (await listContacts(ana, { limit: 50 })).items.filter(
      ({ lastName }) => lastName === 'Okafor',
    )
    const [gone] = (await listContacts(ana, { limit: 50, deleted: true })).items
    const what = this.pick(['lead', 'contact', 'away'] as const)
    this.note(`a client: ${what}`)
    if (what === 'lead') await createLead(ana, lea)
    if (what === 'contact') await createContact(ana, lea)
    if (what === 'away' && marc) await deleteContact(ana, { id: marc.id })
    else if (what === 'away' && gone) await restoreContact(ana, gone.id)
  }

  /** Ana does something to a meeting in the CRM. */
  private async meeting(): Promise<void> {
    const { ana, result } = this
    const meetings = (await this.world.meetings(ana)).sort((a, b) => (a.title < b.title ? -1 : 1))
    const one = this.pick(meetings)
    const binned = this.pick([...result.binned])
    if (this.chance(0.3) && one) {
      this.note(`crm deletes ${one.title}`)
      result.binned.add(one.id)
      await deleteMeeting(ana, { id: one.id })
    } else if (this.chance(0.5) && binned) {
      this.note(`crm restores ${binned}`)
      result.binned.delete(binned)
      await restoreMeeting(ana, binned)
    } else if (one) {
      const notes = `N${result.steps.length}`
      this.note(`crm writes ${notes} into ${one.title}`)
      result.notes.set(one.id, notes)
      await updateMeeting(ana, { id: one.id, patch: { notes } })
    }
  }

  private async turn(): Promise<void> {
    const { status } = await this.world.row(this.ana)
    if (status !== 'active') return
    this.on = !this.on
    this.note(`the switch is ${this.on ? 'on' : 'off'}`)
    await this.world.turn(this.ana, this.on)
  }

  /** A few slices while the network, the service and the engine itself fail at random. */
  async runUnderFire(): Promise<void> {
    const { base } = this.world
    trouble(base, base.mailbox, this.chance)
    let acting = false
    base.engine.checkpoint = async (step) => {
      if (this.chance(0.08)) {
        this.note(`crash at ${step}`)
        throw new Crash()
      }
      if (acting || !this.chance(0.05)) return
      acting = true
      await this.act().finally(() => {
        acting = false
      })
    }
    for (let slice = 0; slice < 3; slice += 1) {
      const outcome = await this.crashable(() => runSlice(base.engine, this.ana.connectionId))
      this.note(`slice ${JSON.stringify(outcome)}`)
      await base.pass(outcome === 'crash' ? 61_000 : 2_500)
    }
    peace(base.house)
  }

  private async crashable<T>(work: () => Promise<T>): Promise<T | 'crash'> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Crash) return 'crash'
      throw error
    }
  }

  async end(): Promise<void> {
    const { world, ana } = this
    await world.base.pass(600_000)
    await world.settle(ana)
    if (!this.on) await this.turn()
    await world.base.pass(3_700_000)
    await world.settle(ana)
    await world.feedIsRead()
    await world.base.pass(1_000)
  }
}

const june = {
  start: { dateTime: '2026-06-02T09:00:00', timeZone: 'UTC' },
  end: { dateTime: '2026-06-02T10:00:00', timeZone: 'UTC' },
}

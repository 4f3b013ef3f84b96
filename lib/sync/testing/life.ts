import { endCalmly } from './calm'
import { Chronicle } from './chronicle'
import { Desk } from './desk'
import { livedContacts } from './lived-contacts'
import { livedMeetings } from './lived-meetings'
import { livedTasks } from './lived-tasks'
import { mailboxes, OrganisationWorld } from './organisation-world'
import { Organisers } from './organisers'
import { seeded } from './seeded'
import { drawIdsFrom } from './seeded-ids'
import type { SimulatedDatabase } from './simulated-database'
import { readUncertainly } from './simulation-trouble'
import type { Hazard, Step, Story } from './story'
import { turn } from './switching'
import { SyncWorld } from './sync-world'
import { UnderFire } from './under-fire'
import { Upsets } from './upsets'

const livedModules = { contacts: livedContacts, meetings: livedMeetings, tasks: livedTasks }
const policies = ['latest', 'crm', 'microsoft'] as const

export type LifeResult = {
  house: OrganisationWorld
  desks: Desk[]
  chronicle: Chronicle
  organisers: Organisers | null
}

/**
 * Lives a story: edits on both sides at random, also while a run works, runs with faults of every kind in between, then
 * peace. All of it follows from the story. `lines` is told what happens, as it happens.
 */
export async function live(
  database: SimulatedDatabase,
  story: Story,
  lines: string[] = [],
): Promise<LifeResult> {
  await database.begin(story.seed)
  drawIdsFrom(seeded(story.seed))
  const life = await Life.begin(database, story, lines)
  for (const step of story.steps) await life.take(step)
  return life.end()
}

class Life {
  private readonly chronicle: Chronicle
  private readonly upsets: Upsets
  private readonly fire: UnderFire
  private organisers: Organisers | null = null

  private constructor(
    database: SimulatedDatabase,
    private readonly house: OrganisationWorld,
    private readonly story: Story,
    private readonly desks: Desk[],
    lines: string[],
  ) {
    this.chronicle = new Chronicle(house, lines)
    this.upsets = new Upsets(house, this.chronicle)
    const has = (hazard: Hazard) => !story.without.includes(hazard)
    this.fire = new UnderFire(database, house, this.chronicle, has)
  }

  static async begin(database: SimulatedDatabase, story: Story, lines: string[]): Promise<Life> {
    const { seed, without } = story
    const lively = !without.includes('conduct')
    const house = await OrganisationWorld.create(database.db, {
      seed,
      conduct: lively ? conductOf(seed) : {},
    })
    house.inTurn = database.inTurn
    house.engine.pageSize = 3
    house.reseed(seed)
    if (seed % 3 === 0) house.engine.notificationUrl = 'https://crm.example'
    if (lively) readUncertainly(house)
    const life = new Life(database, house, story, [], lines)
    await life.settleIn()
    return life
  }

  /** Everybody sits down at her desks. */
  private async settleIn(): Promise<void> {
    const { house, story, chronicle } = this
    const { seed } = story
    const conflict = policies[seed % 3] ?? 'latest'
    const options = { deleteInCrm: seed % 2 === 0, conflict, clientInvitations: story.organisers }
    const members: string[] = []
    const colleagues = async () => {
      const outside = members.length < 2 || chronicle.chance(0.3)
      return outside ? (await house.crm.member()).memberId : (chronicle.pick(members) ?? '')
    }
    for (const [at, modules] of story.members.entries()) {
      const member = await house.crm.without()
      const mailbox = mailboxes[at] ?? mailboxes[0]
      if (at === 0) await house.connectTenant(member.memberId)
      members.push(member.memberId)
      for (const module of modules) {
        const world = await SyncWorld.enabled(house, member, mailbox, module, { options })
        const name = `${mailbox.upn.split('@')[0]}’s ${module}`
        this.desks.push(new Desk(name, world, livedModules[module], chronicle, colleagues))
      }
    }
    if (story.organisers) await this.beginOrganisers()
  }

  private async beginOrganisers(): Promise<void> {
    const guests = this.desks.filter(({ lived }) => lived.name === 'meetings')
    const [first] = guests
    if (!first) return
    // What is declined stays in the calendar, or does not.
    this.house.emulator.settings.setUncertain({ U10: this.story.seed % 2 === 0 ? 'removed' : 'kept' })
    this.organisers = new Organisers(this.house, guests, this.chronicle)
    await this.organisers.begin(first)
  }

  async take(step: Step): Promise<void> {
    const { house, chronicle, upsets } = this
    const mailbox = mailboxes[step.member]?.userId
    const desk = this.desks.find(
      ({ world }) => world.module.name === step.module && world.mailbox.userId === mailbox,
    )
    if (!desk) return
    house.reseed(step.seed)
    if (step.kind === 'edit') await desk.act()
    if (step.kind === 'run') await this.fire.run(desk)
    if (step.kind === 'turn') {
      await turn(desk, chronicle, { calm: !upsets.isOpen, slice: () => this.fire.slice(desk) })
    }
    if (step.kind === 'upset') await upsets.happen(desk)
    const guest = this.organisers?.guests.find(({ world }) => world.mailbox.userId === mailbox)
    if (step.kind === 'invite' && guest) await this.organisers?.act(guest)
    if (step.kind === 'occurrence' && guest) await this.organisers?.editOccurrence(guest)
    if (step.kind === 'pass') await house.pass(Math.floor(house.random() * 200_000))
  }

  async end(): Promise<LifeResult> {
    const { house, desks, chronicle, organisers } = this
    house.reseed(this.story.seed)
    await this.upsets.end()
    await endCalmly(house, desks, chronicle, organisers)
    return { house, desks, chronicle, organisers }
  }
}

/** How lively Exchange is. */
const conductOf = (seed: number) => ({
  emptyDeltaPageChance: 0.2,
  shortDeltaPageChance: 0.3,
  repeatedDeltaItemChance: seed % 5 === 0 ? 0.3 : 0,
  replayedDeltaChance: seed % 7 === 0 ? 0.3 : 0,
  settleTouchesLastModified: seed % 4 === 0,
  addressPatch: seed % 3 === 0 ? ('merged' as const) : ('replaced' as const),
})

import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { type connection, moduleDefault } from '@/db/schema/sync'
import { recordAudit } from '@/lib/access/audit/record-audit'
import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import type { ConnectionOptions, MappingRow, ValueMaps } from '@/lib/sync/core/types'
import { lockOf, refuseLocked } from '@/lib/sync/locks/find-lock'
import { partsOffended, withLock } from '@/lib/sync/locks/lock'
import type { SyncModule } from '@/lib/sync/modules/module'
import { mappingProblems } from './validate-mapping'

const translations = z.record(z.string(), z.string())

export const MappingRowSchema = z.strictObject({
  crm: z.string().min(1).max(100),
  microsoft: z.string().min(1).max(100),
  direction: z.enum(['both', 'toMicrosoft', 'toCrm']),
})

/** What may be chosen for a connection; what is left out stays as it was. */
export const ConnectionSettings = z.strictObject({
  mapping: z.array(MappingRowSchema).max(200).optional(),
  values: z
    .record(z.string(), z.strictObject({ toMicrosoft: translations, toCrm: translations }))
    .nullable()
    .optional(),
  options: z
    .strictObject({
      deleteInCrm: z.boolean(),
      clientInvitations: z.boolean(),
      conflict: z.enum(['latest', 'crm', 'microsoft']),
    })
    .partial()
    .optional(),
})
export type ConnectionSettings = z.infer<typeof ConnectionSettings>

export type WholeSettings = { mapping: MappingRow[]; valueMaps: ValueMaps | null; options: ConnectionOptions }

export const plainOptions: ConnectionOptions = {
  deleteInCrm: false,
  clientInvitations: false,
  conflict: 'latest',
}

/** What everybody starts from where nobody has said otherwise. */
export const productDefault = (module: SyncModule): WholeSettings => ({
  mapping: [...module.defaultMapping],
  valueMaps: module.defaultValueMaps,
  options: plainOptions,
})

/** What an organisation starts from: its own default, else the product's. */
export async function organisationDefault(context: Context, module: SyncModule): Promise<WholeSettings> {
  const [row] = await context.db
    .select()
    .from(moduleDefault)
    .where(
      and(eq(moduleDefault.organisationId, context.organisationId), eq(moduleDefault.module, module.name)),
    )
  const standard = productDefault(module)
  return {
    mapping: row?.mapping ?? standard.mapping,
    valueMaps: row?.valueMaps ?? standard.valueMaps,
    options: row?.options ?? standard.options,
  }
}

/**
 * What a connection will have: what an administrator has fixed, else what is given, else what it had last time, else the
 * organisation's default.
 * @throws DomainError `locked` when what is given is not what is fixed; `validation`
 */
export async function settingsFor(
  context: Context,
  module: SyncModule,
  existing: typeof connection.$inferSelect | null,
  given: ConnectionSettings,
): Promise<WholeSettings> {
  const { lock, by } = await lockOf(context, module.name)
  refuseLocked(partsOffended(lock, given), by)
  const before = existing ?? (await organisationDefault(context, module))
  const fixed = (settings: WholeSettings) => withLock(settings, lock, module.defaultValueMaps)
  return fixed(validSettings(module, fixed(before), given))
}

function validSettings(module: SyncModule, before: WholeSettings, given: ConnectionSettings): WholeSettings {
  const settings = {
    mapping: given.mapping ?? before.mapping,
    valueMaps: given.values === undefined ? before.valueMaps : given.values,
    options: mergeOptions(before.options, given.options),
  }
  const errors = mappingProblems(module, settings.mapping, settings.valueMaps)
  if (errors.length > 0) throw new DomainError('validation', { errors })
  return settings
}

function mergeOptions(before: ConnectionOptions, given: ConnectionSettings['options']): ConnectionOptions {
  const named = Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined))
  return { ...before, ...named }
}

/**
 * Makes settings the organisation's default; no connection changes for it.
 * @throws DomainError `permission-required`, `validation`
 */
export async function setOrganisationDefault(
  context: Context,
  module: SyncModule,
  given: ConnectionSettings,
): Promise<WholeSettings> {
  requirePermission(context, 'manage-integrations')
  const settings = validSettings(module, await organisationDefault(context, module), given)
  const row = {
    ...settings,
    updatedBy: context.actor.type === 'user' ? context.actor.memberId : null,
    updatedAt: context.now(),
  }
  await context.db.transaction(async (tx) => {
    await tx
      .insert(moduleDefault)
      .values({ organisationId: context.organisationId, module: module.name, ...row })
      .onConflictDoUpdate({ target: [moduleDefault.organisationId, moduleDefault.module], set: row })
    await recordAudit(context, tx, {
      action: 'connection.default-changed',
      subjectType: 'organisation',
      subjectId: context.organisationId,
      details: { module: module.name },
    })
  })
  return settings
}

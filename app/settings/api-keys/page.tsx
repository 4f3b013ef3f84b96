import { KeyRound } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { fullMoment, shortMoment } from '@/i18n/moments'
import { listApiKeys } from '@/lib/access/api-keys/api-keys'
import { sessionContext } from '@/lib/web/context'
import { NewKey } from './_components/new-key'
import { RevokeKey } from './_components/revoke-key'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings')
  return { title: t('apiKeys') }
}

export default async function ApiKeysPage() {
  const context = await sessionContext()
  const [t, keys] = await Promise.all([getTranslations('settings'), listApiKeys(context)])
  const moment = async (at: Date | null) => (at === null ? t('never') : shortMoment(at, context.now()))
  const rows = await Promise.all(
    keys.map(async (key) => ({
      ...key,
      lastUsed: await moment(key.lastUsedAt),
      expires: key.expiresAt === null ? t('keyExpiryNever') : await fullMoment(key.expiresAt),
    })),
  )
  return (
    <>
      <PageHeader title={t('apiKeys')} description={t('apiKeysIntro')} actions={<NewKey />} />
      <Card
        flush
        footer={
          <a
            href="/api/v1/openapi.json"
            className="text-sm text-accent-text underline-offset-3 hover:underline"
          >
            {t('keyDocs')}
          </a>
        }
      >
        {rows.length === 0 ? (
          <EmptyState icon={<KeyRound aria-hidden />} title={t('keysEmptyTitle')}>
            {t('keysEmptyText')}
          </EmptyState>
        ) : (
          <Table label={t('apiKeys')}>
            <TableHead>
              <TableRow>
                <TableHeader>{t('name')}</TableHeader>
                <TableHeader>{t('keyBegins')}</TableHeader>
                <TableHeader>{t('keyLastUsed')}</TableHeader>
                <TableHeader>{t('keyExpiry')}</TableHeader>
                <TableHeader>
                  <span className="sr-only">{t('keyRevoke')}</span>
                </TableHeader>
              </TableRow>
            </TableHead>
            <TableBody>
              {rows.map((row) => (
                <TableRow key={row.id}>
                  <TableCell place="title" className="font-medium wrap-anywhere">
                    {row.name}
                  </TableCell>
                  <TableCell>
                    <code className="font-mono text-sm">{row.prefix}…</code>
                  </TableCell>
                  <TableCell className="text-ink-soft">
                    <span className="text-ink-faint md:hidden">{t('keyLastUsed')} · </span>
                    {row.lastUsed}
                  </TableCell>
                  <TableCell className="text-ink-soft">
                    <span className="text-ink-faint md:hidden">{t('keyExpiry')} · </span>
                    {row.expires}
                  </TableCell>
                  <TableCell place="trail" className="text-right">
                    <RevokeKey id={row.id} name={row.name} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
    </>
  )
}

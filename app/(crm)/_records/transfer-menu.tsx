'use client'

import { Download, Ellipsis, Upload } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ListState, listHref, withChange } from '@/components/crm/list-state'
import { type PersonKind, recordPath } from '@/components/crm/record-kind'
import { Button } from '@/components/ui/button'
import { Menu, MenuDownload, MenuLink } from '@/components/ui/menu'

type TransferMenuProps = { kind: PersonKind; state: ListState; mayImport: boolean }

/** Lists in and out as files. What is exported is what the list shows, all of its pages. */
export function TransferMenu({ kind, state, mayImport }: TransferMenuProps) {
  const t = useTranslations('records')
  return (
    <Menu
      trigger={
        <Button size="icon" aria-label={t('importAndExport')}>
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      {mayImport && (
        <MenuLink href={recordPath(kind, 'import')} icon={<Upload aria-hidden />}>
          {t('import')}
        </MenuLink>
      )}
      <MenuDownload
        href={listHref(`/api/export${recordPath(kind)}`, withChange(state, {}))}
        icon={<Download aria-hidden />}
      >
        {t('export')}
      </MenuDownload>
    </Menu>
  )
}

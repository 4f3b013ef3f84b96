'use client'

import { Ellipsis, Trash2, UserRoundPen } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type RecordKind, recordPath } from '@/components/crm/record-kind'
import { Button } from '@/components/ui/button'
import type { ComboboxOption } from '@/components/ui/combobox'
import { Menu, MenuItem } from '@/components/ui/menu'
import { OwnerDialog } from './owner-dialog'
import { useRecordActions } from './use-record-actions'

type RecordMenuProps = {
  kind: RecordKind
  id: string
  owners: readonly ComboboxOption[]
  may: { edit: boolean; delete: boolean }
  /** Asked before the record is deleted or given away. */
  confirm?: () => Promise<boolean>
}

export function RecordMenu({ kind, id, owners, may, confirm }: RecordMenuProps) {
  const t = useTranslations('records')
  const tKind = useTranslations(kind)
  const router = useRouter()
  const { remove, giveTo } = useRecordActions(kind)
  const [choosing, setChoosing] = useState(false)
  const confirmed = async (act: () => Promise<boolean>) => (!confirm || (await confirm())) && act()
  const toList = (done: boolean) => {
    if (done) router.push(recordPath(kind))
    return done
  }
  return (
    <>
      <Menu
        trigger={
          <Button size="icon" aria-label={t('actions')}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {may.edit && (
          <MenuItem icon={<UserRoundPen aria-hidden />} onSelect={() => setChoosing(true)}>
            {tKind('changeOwner')}
          </MenuItem>
        )}
        {may.delete && (
          <MenuItem
            icon={<Trash2 aria-hidden />}
            tone="danger"
            onSelect={() => void confirmed(() => remove([id])).then(toList)}
          >
            {t('delete')}
          </MenuItem>
        )}
      </Menu>
      <OwnerDialog
        kind={kind}
        count={1}
        owners={owners}
        open={choosing}
        onOpenChange={setChoosing}
        onChoose={(ownerId) => confirmed(() => giveTo([id], ownerId))}
      />
    </>
  )
}

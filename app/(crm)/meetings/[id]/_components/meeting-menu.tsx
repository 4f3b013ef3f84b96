'use client'

import type { ComboboxOption } from '@/components/ui/combobox'
import { RecordMenu } from '../../../_records/record-menu'
import { useAttendeeWarning } from '../../_attendees/use-attendee-warning'

type MeetingMenuProps = {
  id: string
  owners: readonly ComboboxOption[]
  may: { edit: boolean; delete: boolean }
}

/** The menu of every record; what makes Microsoft 365 mail somebody is asked about first (A8). */
export function MeetingMenu({ id, owners, may }: MeetingMenuProps) {
  const warning = useAttendeeWarning()
  return (
    <>
      <RecordMenu
        kind="meeting"
        id={id}
        owners={owners}
        may={may}
        // With another host it leaves this one's calendar (M2), which Microsoft takes for a cancellation.
        confirm={() => warning.ask('delete', id)}
      />
      {warning.dialog}
    </>
  )
}

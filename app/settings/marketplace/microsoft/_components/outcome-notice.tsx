import { getTranslations } from 'next-intl/server'
import { isOutcomeCode } from '@/app/api/microsoft/outcome-codes'
import { Callout } from '@/components/ui/callout'

/** How a trip to Microsoft's pages has ended: `?microsoft=` of the address it came back to. */
export async function OutcomeNotice({ code }: { code: string | string[] | undefined }) {
  if (!isOutcomeCode(code)) return null
  const t = await getTranslations('marketplace')
  const isWell = code === 'tenant-connected' || code === 'signed-in'
  return (
    <Callout tone={isWell ? 'success' : 'warning'} live>
      {t(`outcomes.${code}`)}
    </Callout>
  )
}

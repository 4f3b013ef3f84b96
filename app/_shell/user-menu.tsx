'use client'

import { LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { startTransition, useState } from 'react'
import { callAction } from '@/components/call-action'
import { useRefusalText } from '@/components/refusal-text'
import { Avatar } from '@/components/ui/avatar'
import { Menu, MenuChoice, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu'
import { notify } from '@/components/ui/toast'
import { languageOf } from '@/i18n/locales'
import { changeLocale, changeOrganisation, changeTheme, signOut } from './actions'

type Theme = 'system' | 'light' | 'dark'

type UserMenuProps = {
  name: string
  email: string
  theme: Theme
  look: 'sidebar' | 'bar'
  /** The id of the one she works in. */
  organisation: string
  organisations: readonly { id: string; name: string }[]
}

export function UserMenu(props: UserMenuProps) {
  const { name, email, theme, look, organisation, organisations } = props
  const t = useTranslations('shell')
  const refusalText = useRefusalText()
  const locale = languageOf(useLocale())
  const [shownTheme, setShownTheme] = useState(theme)
  const chooseTheme = (next: Theme) => {
    setShownTheme(next)
    // At once, without waiting for the server, which writes the same attribute from now on.
    document.documentElement.dataset.theme = next
    startTransition(async () => void (await changeTheme({ theme: next })))
  }
  const enter = (organisationId: string) =>
    startTransition(async () => {
      const result = await callAction(changeOrganisation({ organisationId }))
      if (result.ok) return
      const title = result.code === 'session-bound' ? t('organisationBound') : refusalText(result)
      notify({ title, tone: 'danger' })
    })
  return (
    <Menu
      align={look === 'sidebar' ? 'start' : 'end'}
      side={look === 'sidebar' ? 'top' : 'bottom'}
      trigger={
        look === 'sidebar' ? (
          <button
            type="button"
            className="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left hover:bg-hover data-popup-open:bg-hover"
          >
            <Avatar name={name} />
            <span className="min-w-0 leading-tight">
              <span className="block truncate text-sm font-medium">{name}</span>
              <span className="block truncate text-xs text-ink-faint">{email}</span>
            </span>
          </button>
        ) : (
          <button type="button" aria-label={t('account')} className="-m-1.5 rounded-full p-1.5">
            <Avatar name={name} />
          </button>
        )
      }
    >
      {look === 'bar' && (
        <p className="px-2.5 py-1.5 leading-tight">
          <span className="block truncate text-sm font-medium">{name}</span>
          <span className="block truncate text-xs text-ink-faint">{email}</span>
        </p>
      )}
      <MenuLink href="/settings/account" icon={<UserRound aria-hidden />}>
        {t('account')}
      </MenuLink>
      <MenuSeparator />
      {organisations.length > 1 && (
        <>
          <MenuChoice
            label={t('organisation')}
            value={organisation}
            onValueChange={enter}
            options={organisations.map(({ id, name: label }) => ({ value: id, label }))}
          />
          <MenuSeparator />
        </>
      )}
      <MenuChoice
        label={t('theme')}
        value={shownTheme}
        onValueChange={chooseTheme}
        options={[
          { value: 'system', label: t('themeSystem'), icon: <Monitor aria-hidden /> },
          { value: 'light', label: t('themeLight'), icon: <Sun aria-hidden /> },
          { value: 'dark', label: t('themeDark'), icon: <Moon aria-hidden /> },
        ]}
      />
      <MenuSeparator />
      <MenuChoice
        label={t('language')}
        value={locale}
        onValueChange={(next) => startTransition(async () => void (await changeLocale({ locale: next })))}
        options={[
          { value: 'fr', label: 'Français' },
          { value: 'en', label: 'English' },
        ]}
      />
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => startTransition(signOut)}>
        {t('signOut')}
      </MenuItem>
    </Menu>
  )
}

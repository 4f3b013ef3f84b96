import type { Page } from '@playwright/test'
import type { DemoFile } from '../dev/stack/demo-file'
import { expect, personOf } from './fixtures'

type Mail = { to: string; subject: string; text: string; html: string | null; at: string }

/** A Microsoft 365 user whom the CRM does not know yet: made for one journey, so that it can be repeated. */
export class Newcomer {
  private constructor(
    private readonly demo: DemoFile,
    readonly id: string,
    readonly name: string,
    readonly upn: string,
    readonly password: string,
  ) {}

  /** `colleague` is the key of somebody of the same tenant. */
  static async make(demo: DemoFile, name: string, colleague = 'hugo'): Promise<Newcomer> {
    const { microsoft: known } = personOf(demo, colleague)
    const tenantId = known?.tenantId
    const domain = known?.upn.split('@')[1]
    const upn = `${name.toLowerCase().replaceAll(' ', '.')}.${Date.now()}@${domain}`
    const password = 'newcomer-microsoft-365'
    const { id } = await control<{ id: string }>(demo, 'POST', '/users', {
      upn,
      mail: upn,
      displayName: name,
      tenantId,
      password,
    })
    return new Newcomer(demo, id, name, upn, password)
  }

  /** Gives her the app's tile, as an administrator of Microsoft 365 does. */
  async assign(): Promise<void> {
    const launch = await fetch(`${this.demo.appUrl}/launch`, { redirect: 'manual' })
    const appId = new URL(launch.headers.get('location') ?? '').searchParams.get('client_id')
    const tenantId = personOf(this.demo, 'hugo').microsoft?.tenantId
    const colleagues = this.demo.users.flatMap(({ microsoft }) =>
      microsoft !== null && microsoft.tenantId === tenantId ? [microsoft.id] : [],
    )
    await control(this.demo, 'POST', `/consents/${tenantId}`, {
      appId,
      granted: true,
      assignedUserIds: [...colleagues, this.id],
    })
  }

  /** Opens the app by its tile in the app launcher. */
  async launch(page: Page): Promise<void> {
    await page.goto(`${this.demo.emulatorUrl}/apps/${this.id}`)
    await page.locator(`a.tile[href="${this.demo.appUrl}/launch"]`).click()
  }

  /** Fills in Microsoft's sign-in page, which may first ask which of the known accounts is meant. */
  async signInAtMicrosoft(page: Page): Promise<void> {
    const another = page.locator('button[name="account"][value=""]')
    const login = page.locator('input[name="login"]')
    await expect(another.or(login).first()).toBeVisible()
    if (await another.isVisible()) await another.click()
    await login.fill(this.upn)
    await page.locator('input[name="password"]').fill(this.password)
    await page.locator('button.main').click()
    // A tenant without an administrator's consent asks each user for hers.
    const consent = page.locator('button[name="decision"][value="accept"]')
    const back = page.locator('footer button[lang="fr"]')
    await expect(consent.or(back).first()).toBeVisible()
    if (await consent.isVisible()) await consent.click()
  }

  /** Follows the link of a mail in her inbox. */
  async followMail(page: Page, subject: string | RegExp): Promise<void> {
    await mailFor(this.demo, this.upn, subject)
    await page.goto(`${this.demo.emulatorUrl}/inbox/${this.id}`)
    await page.getByRole('link', { name: subject }).first().click()
    await page.locator(`a[href^="${this.demo.appUrl}/"]`).last().click()
  }
}

type Subject = string | RegExp

/** The mails to an address that have this subject, the latest last. */
export async function mailsFor(demo: DemoFile, to: string, subject: Subject): Promise<Mail[]> {
  const mails = await control<Mail[]>(demo, 'GET', `/mail?to=${encodeURIComponent(to)}`)
  return mails.filter((mail) =>
    typeof subject === 'string' ? mail.subject.includes(subject) : subject.test(mail.subject),
  )
}

/** The latest mail to an address that has this subject, once there are more of them than `known`. */
export async function mailFor(demo: DemoFile, to: string, subject: Subject, known = 0): Promise<Mail> {
  const fitting = () => mailsFor(demo, to, subject)
  // By the sweep at the latest, which comes every minute.
  await expect.poll(async () => (await fitting()).length, { timeout: 90_000 }).toBeGreaterThan(known)
  const latest = (await fitting()).at(-1)
  if (!latest) throw new Error('the mail has just been there')
  return latest
}

/** The address in a mail that leads into the app. */
export function linkIn(demo: DemoFile, mail: Mail): string {
  const link = mail.text.split(/\s+/).find((word) => word.startsWith(`${demo.appUrl}/`))
  if (link === undefined) throw new Error(`"${mail.subject}" has no link`)
  return link
}

async function control<Answer>(
  demo: DemoFile,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const answer = await fetch(`${demo.emulatorUrl}/_emulator${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

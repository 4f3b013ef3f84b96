import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures'

/** As many as nobody minds. */
const most = 60

/** Goes there with the tabulator alone, and presses it. */
export async function pressByKeyboard(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeEnabled()
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) {
      await page.keyboard.press('Enter')
      return
    }
  }
  throw new Error(`The tabulator does not lead to ${target} within ${most} presses`)
}

/** Opens a dialog, leaves it with Escape, which leads back to where it was opened, and opens it again. */
export async function openByKeyboard(page: Page, trigger: Locator, dialog: Locator): Promise<void> {
  await trigger.press('Enter')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(trigger).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
}

import type { Page } from 'playwright-core';

/** Presses a button of the page or follows a link of it, by what it says, until the next page is whole. */
export async function press(page: Page, name: RegExp): Promise<void> {
  const main = page.locator('main');
  const button = main.getByRole('button', { name }).first();
  await ((await button.count()) > 0 ? button : main.getByRole('link', { name }).first()).click();
  // A click waits until the next page begins to come, not until it is whole.
  await page.waitForLoadState('load');
}

/** Fills fields by name: text where it is typed, `true` to check, or the value of a choice. */
export async function fillIn(page: Page, fields: Readonly<Record<string, string | true>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const input = page.locator(`main [name="${name}"]`).first();
    const type = await input.getAttribute('type');
    if (value === true)
      await page.locator(`label[for="${await input.getAttribute('id')}"]`).click({ position: { x: 8, y: 10 } });
    else if (type === 'radio') {
      const choice = page.locator(`main [name="${name}"][value="${value}"]`);
      await page.locator(`label[for="${await choice.getAttribute('id')}"]`).click();
    } else if ((await input.getAttribute('class'))?.includes('usa-select') === true) await input.selectOption(value);
    else await input.fill(value);
  }
}

import type { Page } from 'playwright-core';
import { axeFindings } from '../axe.ts';
import type { Tab } from '../browser.ts';
import { faultsAtWidth, NARROW, resize, WIDE, WIDTHS } from '../faults/faults-at-every-width.ts';
import { PUBLIC, VISITS, type Visit } from './addresses.ts';
import { DIALOG, type Popup } from './popups.ts';

/** How closely axe looks: everything in both themes, or everything once. */
export type Thoroughness = 'both themes' | 'once';

type Theme = 'light' | 'dark';

/** At which widths axe looks, in which themes, one after the other. */
const LOOKS: Readonly<Record<Thoroughness | 'corners', ReadonlyMap<number, readonly Theme[]>>> = {
  'both themes': new Map([
    [NARROW, ['light', 'dark']],
    [WIDE, ['dark', 'light']],
  ]),
  corners: new Map([
    [NARROW, ['dark']],
    [WIDE, ['light']],
  ]),
  once: new Map([[NARROW, ['dark']]]),
};

/** What stands above the page now: lists stay in it, unseen, once they were open. */
const above = (page: Page, selector: string) => page.locator(selector).filter({ visible: true }).first();

/** Colours that are inherited change by an element at a time, a frame each, where every change is a short transition. */
const STILL = `(async () => {
  for (let still = 0; still < 3; still = document.getAnimations().length === 0 ? still + 1 : 0)
    await new Promise(requestAnimationFrame);
})()`;

/** Goes through the pages of one tab without loading anything anew, and says what is wrong with each. */
export class Walker {
  readonly #tab: Tab;
  /** Every address within the dashboard that a page led to. */
  readonly links = new Set<string>();

  constructor(tab: Tab) {
    this.#tab = tab;
  }

  /** Goes to a page, and waits until it has all that it waits for itself. */
  async visit(path: string): Promise<void> {
    const { page } = this.#tab;
    const heading = [...PUBLIC, ...VISITS].find(visit => visit.path === path)?.heading;
    if (heading === undefined) throw new Error(`${path} is no page that is walked.`);
    await page.evaluate(
      `history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate', { state: null }))`,
    );
    await page.locator('main').getByText(heading).first().waitFor();
    // Without a connection, what has not come before does not come.
    if (!(await page.evaluate('navigator.onLine'))) return;
    await page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' });
  }

  /** What is wrong with the page at an address. */
  async page({ path }: Visit, thoroughness: Thoroughness): Promise<string[]> {
    await this.visit(path);
    const addresses = `[...document.querySelectorAll('a[href^="/"]')].map(link => link.getAttribute('href'))`;
    for (const address of (await this.#tab.page.evaluate(addresses)) as string[]) this.links.add(address);
    return this.#look(null, thoroughness);
  }

  /** What is wrong with what opens above a page. */
  async popup(popup: Popup, thoroughness: Thoroughness, isSent = false): Promise<string[]> {
    const { page } = this.#tab;
    await resize(page, WIDE);
    await this.visit(popup.on);
    await popup.open(page);
    await above(page, popup.shows).waitFor();
    if (isSent) await popup.send?.(page);
    const found = await this.#look(popup.shows, thoroughness);
    await this.#close(page, popup.shows);
    return found;
  }

  /** What is wrong with what explains the figures of a page, each of them. */
  async explanations({ path }: Visit): Promise<string[]> {
    const { page } = this.#tab;
    await resize(page, WIDE);
    await this.visit(path);
    const buttons = await page.getByRole('button', { name: /^How .* is computed$/ }).all();
    const found: string[] = [];
    for (const [index, button] of buttons.entries()) {
      await resize(page, WIDE);
      await button.click();
      await above(page, DIALOG).waitFor();
      // They are one component with other words: one is looked at closely, the others where there is least room.
      if (index === 0) {
        found.push(...(await this.#look(DIALOG, 'both themes')));
      } else {
        found.push(...(await faultsAtWidth(page, NARROW, DIALOG)));
      }
      await this.#close(page, DIALOG);
    }
    return found;
  }

  async #close(page: Page, shown: string): Promise<void> {
    await page.keyboard.press('Escape');
    // A message goes away by itself.
    if (!shown.includes('toast')) await above(page, shown).waitFor({ state: 'hidden' });
  }

  async #look(popup: string | null, thoroughness: Thoroughness): Promise<string[]> {
    const { page, complaints } = this.#tab;
    // Above a page stand a few elements: two looks at all of them cost less than four.
    const looks = LOOKS[popup !== null && thoroughness === 'both themes' ? 'corners' : thoroughness];
    const found: string[] = [];
    for (const width of WIDTHS) {
      found.push(...(await faultsAtWidth(page, width, popup)));
      for (const theme of looks.get(width) ?? []) {
        // As the page itself does where a trader changes the theme.
        await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
        await page.evaluate(STILL);
        // What stood above the page need not stand there at every width.
        if (popup !== null && !(await above(page, popup).isVisible())) continue;
        const colours = popup === null && thoroughness === 'both themes' && theme === 'dark';
        const findings = await axeFindings(page, { ...(popup !== null && { within: popup }), colours });
        found.push(...findings.map(finding => `${theme}, ${width}: ${finding}`));
      }
    }
    return [...found, ...complaints.splice(0)];
  }
}

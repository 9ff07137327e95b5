import type { Browser } from 'playwright-core';
import { startBrowser } from './chromium.ts';
import { type RunningDashboard, startDashboard } from './dashboard.ts';

export interface RunningApp {
  readonly dashboard: RunningDashboard;
  readonly browser: Browser;
  /** Ends both. */
  stop(): Promise<void>;
}

/**
 * What the tests of a file look at: a dashboard in front of a stack of its own, whose market stands still, and a browser.
 *
 * @param env parameters of the functions
 */
export async function startApp(env: Readonly<Record<string, string>> = {}): Promise<RunningApp> {
  const [dashboard, browser] = await Promise.all([startDashboard(env), startBrowser()]);
  const stop = async () => {
    await browser.close();
    await dashboard.stop();
  };
  try {
    await dashboard.world.freezeMarket();
  } catch (error) {
    await stop();
    throw error;
  }
  return { dashboard, browser, stop };
}

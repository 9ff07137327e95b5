import chromium from '@sparticuz/chromium';
import { type Browser, chromium as launcher } from 'playwright-core';

/** Chromium as it comes from npm, without what would make it another browser than a trader's. */
export const startBrowser = async (): Promise<Browser> =>
  launcher.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args.filter(
      flag => !/single-process|no-zygote|disable-web-security|font-render-hinting/.test(flag),
    ),
    headless: true,
  });

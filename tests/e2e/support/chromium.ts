import chromium from '@sparticuz/chromium';
import { type Browser, chromium as launcher } from 'playwright-core';

/** What would make it another browser than a trader's. */
const UNLIKE_A_TRADERS = /single-process|no-zygote|disable-web-security|font-render-hinting/;
/** A graphics card in software: without one, pages are painted with a third less of the machine's time. */
const GRAPHICS_IN_SOFTWARE = /use-gl|use-angle|swiftshader|in-process-gpu|ignore-gpu-blocklist/;

/** Chromium as it comes from npm. */
export const startBrowser = async (): Promise<Browser> =>
  launcher.launch({
    executablePath: await chromium.executablePath(),
    args: [
      ...chromium.args.filter(flag => !UNLIKE_A_TRADERS.test(flag) && !GRAPHICS_IN_SOFTWARE.test(flag)),
      '--disable-gpu',
    ],
    headless: true,
  });

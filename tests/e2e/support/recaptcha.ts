import type { BrowserContext } from 'playwright-core';

/** What the page asked of Google, each address without its query. */
export type AskedAddresses = Set<string>;

/** Loads its second half from another host, as Google's does, and then offers what the SDK uses. */
const ENTERPRISE = `
  const waiting = [];
  let options;
  self.grecaptcha = { enterprise: {
    ready: then => self.__recaptchaLoaded ? then() : waiting.push(then),
    render: (id, given) => {
      options = given;
      for (const host of ['www', 'recaptcha']) {
        const frame = document.createElement('iframe');
        frame.title = 'reCAPTCHA';
        frame.src = 'https://' + host + '.google.com/recaptcha/enterprise/anchor?k=' + given.sitekey;
        document.getElementById(id).append(frame);
      }
      return 7;
    },
    execute: async id => {
      await fetch('https://www.google.com/recaptcha/enterprise/clr?k=' + options.sitekey, { method: 'POST', mode: 'no-cors' });
      if (id !== 7) throw new Error('no such widget');
      options.callback();
      return 'a-response-of-' + options.sitekey;
    },
  } };
  self.__recaptchaReady = () => { self.__recaptchaLoaded = true; waiting.forEach(then => then()); };
  const rest = document.createElement('script');
  rest.src = 'https://www.gstatic.com/recaptcha/releases/r/recaptcha__en.js';
  document.head.append(rest);`;

/**
 * Answers in Google's place what proving a page takes. The browser asks its content security policy first, so what that
 * forbids never gets here.
 *
 * @param tokens what the widget's responses are exchanged for, the last of them from then on
 */
export async function standInForRecaptcha(
  context: BrowserContext,
  ...tokens: readonly string[]
): Promise<AskedAddresses> {
  const asked: AskedAddresses = new Set();
  const left = [...tokens];
  const nextToken = () => JSON.stringify({ token: left.length > 1 ? left.shift() : left[0], ttl: '3600s' });
  const answer = (url: RegExp, contentType: string, body: () => string) =>
    context.route(url, async route => {
      const { origin, pathname } = new URL(route.request().url());
      asked.add(origin + pathname);
      await route.fulfill({ contentType, body: body(), headers: { 'access-control-allow-origin': '*' } });
    });
  await answer(
    /^https:\/\/www\.google\.com\/recaptcha\/enterprise\.js\?/,
    'text/javascript',
    () => ENTERPRISE,
  );
  await answer(
    /^https:\/\/www\.gstatic\.com\/recaptcha\//,
    'text/javascript',
    () => 'self.__recaptchaReady();',
  );
  await answer(
    /google\.com\/recaptcha\/enterprise\/(anchor|clr)\?/,
    'text/html',
    () => '<title>reCAPTCHA</title>',
  );
  await answer(/^https:\/\/content-firebaseappcheck\.googleapis\.com\//, 'application/json', nextToken);
  return asked;
}

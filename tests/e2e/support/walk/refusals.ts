import { readFile } from 'node:fs/promises';
import type { Page, Route } from 'playwright-core';
import type { RunningStack } from '../../../support/stack.ts';

const FUNCTIONS = /\/us-central1\/\w+$/;
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
};

/** An answer of a function, or of what stands before it: its status, type and body. */
export type Answer = readonly [status: number, type: string, body: string];

export const BAD_GATEWAY: Answer = [502, 'text/html', '<h1>502 Bad Gateway</h1>'];
export const SIGN_IN_WANTED: Answer = [
  401,
  'application/json',
  JSON.stringify({
    error: {
      status: 'UNAUTHENTICATED',
      message: 'Your session was ended. Sign in again.',
      details: { reason: 'sign_in_again' },
    },
  }),
];

/** Has every function answer that, or nothing at all, from now on; returns how to stop. */
export async function answerFunctions(page: Page, answer: Answer | null): Promise<() => Promise<void>> {
  const respond = async (route: Route) => {
    if (answer === null) return route.abort();
    if (route.request().method() === 'OPTIONS') return route.fulfill({ status: 204, headers: CORS });
    const [status, contentType, body] = answer;
    return route.fulfill({ status, contentType, body, headers: CORS });
  };
  await page.route(FUNCTIONS, respond);
  return () => page.unroute(FUNCTIONS, respond);
}

const NOTHING = `rules_version = '2';
service cloud.firestore { match /databases/{database}/documents { match /{document=**} { allow read, write: if false; } } }`;

/** Has the rules refuse everything; returns how to bring the project's own back. */
export const refuseEverything = (stack: RunningStack): Promise<() => Promise<void>> =>
  changeRules(stack, () => NOTHING);

/** Has the rules refuse every change of `config/bot`; returns how to bring the project's own back. */
export const refuseLimits = (stack: RunningStack): Promise<() => Promise<void>> =>
  changeRules(stack, own => own.replaceAll(/&& isBotConfig\(\);/g, '&& false;'));

async function changeRules(
  stack: RunningStack,
  change: (own: string) => string,
): Promise<() => Promise<void>> {
  const load = async (content: string) => {
    const url = `http://${stack.address('firestore')}/emulator/v1/projects/${stack.project}:securityRules`;
    const body = JSON.stringify({ rules: { files: [{ name: 'firestore.rules', content }] } });
    const answer = await fetch(url, { method: 'PUT', body });
    if (!answer.ok) throw new Error(`The rules were not taken: ${answer.status} ${await answer.text()}`);
  };
  const own = await readFile('firestore.rules', 'utf8');
  const changed = change(own);
  if (changed === own) throw new Error('The rules have nothing of what was to be changed.');
  await load(changed);
  return () => load(own);
}

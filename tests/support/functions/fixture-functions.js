import { initializeApp } from 'firebase-admin/app';
import { getFunctions } from 'firebase-admin/functions';
import { defineInt, defineString } from 'firebase-functions/params';
import { onCall, onRequest } from 'firebase-functions/v2/https';
import { onSchedule } from 'firebase-functions/v2/scheduler';
import { onTaskDispatched } from 'firebase-functions/v2/tasks';

/* A bundle of functions that show how they are served. */

initializeApp();
const greeting = defineString('GREETING', { default: 'hello' });
const answer = defineInt('ANSWER', { default: 1 });
const limit = defineInt('LIMIT', { default: 42 });
const waiting = [];
const runs = [];
const jobs = [];
let holding = 0;

/** Answers once as many calls are there at the same time as the caller says. */
export const meet = onCall(
  request =>
    new Promise(resolve => {
      waiting.push(() => resolve({ pid: process.pid }));
      if (waiting.length >= request.data.people) for (const go of waiting.splice(0)) go();
    }),
);

export const look = onRequest((request, response) => {
  const { GCLOUD_PROJECT, FIREBASE_CONFIG, FUNCTIONS_EMULATOR, FIREBASE_DEBUG_MODE, NODE_ENV } = process.env;
  response.json({
    version: 'VERSION',
    pid: process.pid,
    path: request.url,
    method: request.method,
    body: request.body,
    headers: request.headers,
    greeting: greeting.value(),
    answer: answer.value(),
    limit: limit.value(),
    exchange: process.env.EXCHANGE_EMULATOR_HOST,
    env: { GCLOUD_PROJECT, FIREBASE_CONFIG, FUNCTIONS_EMULATOR, FIREBASE_DEBUG_MODE, NODE_ENV },
    holding,
    runs,
    jobs,
  });
});

export const hold = onRequest((_request, response) => {
  process.once('SIGUSR2', () => response.send('held by VERSION'));
  holding += 1;
});

export const attested = onCall({ enforceAppCheck: true }, request => ({ app: request.app.appId }));
export const never = onRequest({ timeoutSeconds: 1 }, () => {});
export const die = onRequest(() => process.kill(process.pid, 'SIGKILL'));
export const exit = onRequest(() => process.exit(3));

export const tick = onSchedule('* * * * *', event => {
  runs.push(event.scheduleTime);
});

const retryConfig = { maxAttempts: 3, minBackoffSeconds: 0.1 };

export const job = onTaskDispatched({ retryConfig, rateLimits: { maxConcurrentDispatches: 2 } }, request => {
  jobs.push({ data: request.data, retries: request.retryCount });
  if (jobs.length === 1) throw new Error('the first time it fails');
});

export const group = { job };
export const job_with_underscores = onTaskDispatched(() => {});

export const enqueue = onRequest(async (request, response) => {
  await getFunctions().taskQueue(request.query.queue).enqueue({ number: 7 });
  response.send('enqueued');
});

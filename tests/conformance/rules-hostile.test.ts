import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningFirestore, startFirestore } from '../../local/firestore/server.ts';

const PROJECT = 'demo-hostile';
const SIZE = 256 * 1024;
const rule = (condition: string): string =>
  `rules_version = '2';\nservice cloud.firestore {\n  match /databases/{db}/documents/{path=**} { allow read: if ${condition}; }\n}`;
const filled = (open: string, middle: string, close: string): string => {
  const count = Math.floor((SIZE - 400) / (open.length + close.length));
  return rule(open.repeat(count) + middle + close.repeat(count));
};

const TEXTS: Record<string, string> = {
  parentheses: filled('(', 'true', ')'),
  'unclosed parentheses': rule('('.repeat(SIZE - 400)),
  lists: filled('[', '1', ']'),
  negations: filled('!', 'true', ''),
  'nested matches': 'service cloud.firestore {'.concat('match /a/{b} {'.repeat(15_000)),
  'a string without an end': rule(`'${'x'.repeat(SIZE - 400)}`),
  'a comment without an end': `/*${'*'.repeat(SIZE - 400)}`,
  'more than 256 KB': rule('true').padEnd(SIZE + 1),
  'a look-ahead': rule("'a'.matches('(?=a)')"),
  'binary rubbish': String.fromCharCode(...Array.from({ length: 60_000 }, (_, n) => (n * 7919) % 0xd7ff)),
};

describe('hostile rules', () => {
  let server: RunningFirestore;
  let base = '';

  beforeAll(async () => {
    server = await startFirestore({ port: 0 });
    base = `http://${server.host}:${server.port}`;
  });
  afterAll(() => server.close());

  const load = (content: string): Promise<Response> =>
    fetch(`${base}/emulator/v1/projects/${PROJECT}:securityRules`, {
      method: 'PUT',
      body: JSON.stringify({ rules: { files: [{ content }] } }),
    });
  const documents = `/v1/projects/${PROJECT}/databases/(default)/documents`;
  const asOwner = { authorization: 'Bearer owner', 'content-type': 'application/json' };

  it.each(Object.entries(TEXTS))('%s: an error with a position, and the server goes on', async (_, text) => {
    const answer = await load(text);
    expect(answer.status).toBe(400);
    const { error } = (await answer.json()) as { error: { status: string; message: string } };
    expect(error.status).toBe('INVALID_ARGUMENT');
    expect(error.message).toMatch(/^Error compiling rules:\nL\d+:\d+ /);
    expect((await fetch(`${base}/`)).status).toBe(200);
  });

  it.each(['{}', '[]', 'null', '{"rules":{"files":[null]}}', '{"rules":{"files":{}}}', 'not json'])(
    'a request of %s is refused',
    async body => {
      const answer = await fetch(`${base}/emulator/v1/projects/${PROJECT}:securityRules`, {
        method: 'PUT',
        body,
      });
      expect(answer.status).toBe(400);
    },
  );

  it('a pattern that makes others backtrack is answered, with the right verdict', async () => {
    expect((await load(rule("resource.data.text.matches('(a+)+b')"))).status).toBe(200);
    const write = (id: string, text: string): Promise<Response> =>
      fetch(`${base}${documents}/texts?documentId=${id}`, {
        method: 'POST',
        headers: asOwner,
        body: JSON.stringify({ fields: { text: { stringValue: text } } }),
      });
    await write('bad', 'a'.repeat(50_000));
    await write('good', `${'a'.repeat(50_000)}b`);
    expect((await fetch(`${base}${documents}/texts/bad`)).status).toBe(403);
    expect((await fetch(`${base}${documents}/texts/good`)).status).toBe(200);
  });

  it('what was stored before is still there', async () => {
    const answer = await fetch(`${base}${documents}/texts/good`, { headers: asOwner });
    expect(await answer.text()).toContain('aaab');
  });
});

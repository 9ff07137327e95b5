import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningFirestore, startFirestore } from '../../local/firestore/server.ts';

const DATABASE = 'projects/demo-channel/databases/(default)';
const NAME = `${DATABASE}/documents`;

let server: RunningFirestore;
let base: string;

beforeAll(async () => {
  server = await startFirestore({ port: 0 });
  base = `http://${server.host}:${server.port}`;
});

afterAll(() => server.close());

type NumberedArray = [number, [unknown]];

/** Takes complete frames off the front of a text; lengths count UTF-16 code units. */
function takeFrames(text: string): { frames: unknown[]; rest: string } {
  const frames: unknown[] = [];
  let rest = text;
  for (;;) {
    const match = /^(\d+)\n/.exec(rest);
    const start = match?.[0].length ?? 0;
    const end = start + Number(match?.[1] ?? Number.NaN);
    if (!(end <= rest.length)) return { frames, rest };
    frames.push(JSON.parse(rest.slice(start, end)));
    rest = rest.slice(end);
  }
}

/** A client of one channel, as the browser's, without its retries. */
class Channel {
  private readonly url: string;
  private sid = '';
  private rid = 1;
  private sent = 0;
  aid = 0;

  constructor(method: 'Listen' | 'Write') {
    this.url = `${base}/google.firestore.v1.Firestore/${method}/channel?VER=8&database=${encodeURIComponent(DATABASE)}`;
  }

  async open(messages: unknown[], headers = 'Authorization:Bearer owner\r\n'): Promise<unknown> {
    const response = await fetch(`${this.url}&RID=${this.rid++}&CVER=22&X-HTTP-Session-Id=gsessionid`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'http://localhost:5173' },
      body: `headers=${encodeURIComponent(headers)}&${this.form(messages)}`,
    });
    const [frame] = takeFrames(await response.text()).frames as [[[number, [string, string]]]];
    this.sid = frame[0][1][1];
    return frame;
  }

  async send(messages: unknown[], offset = this.sent): Promise<{ status: number; answer: unknown }> {
    const response = await fetch(`${this.url}&SID=${this.sid}&RID=${this.rid++}&AID=${this.aid}`, {
      method: 'POST',
      body: this.form(messages, offset),
    });
    return { status: response.status, answer: takeFrames(await response.text()).frames[0] };
  }

  /** Opens a back channel; `next` resolves with the arrays of the next frame, undefined at its end. */
  async attach(extra = '&CI=0') {
    const abort = new AbortController();
    const url = `${this.url}&RID=rpc&SID=${this.sid}&AID=${this.aid}&TYPE=xmlhttp${extra}`;
    const response = await fetch(url, { signal: abort.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let buffered = '';
    const next = async (): Promise<NumberedArray[] | undefined> => {
      for (;;) {
        const { frames, rest } = takeFrames(buffered);
        if (frames.length > 0) {
          buffered = rest;
          const arrays = frames.flat() as NumberedArray[];
          this.aid = arrays.at(-1)?.[0] ?? this.aid;
          return arrays;
        }
        const chunk = await reader?.read();
        if (chunk === undefined || chunk.done) return undefined;
        buffered += chunk.value;
      }
    };
    return { status: response.status, headers: response.headers, next, abort: () => abort.abort() };
  }

  async terminate(): Promise<number> {
    const response = await fetch(`${this.url}&SID=${this.sid}&RID=${this.rid++}&TYPE=terminate`, {
      method: 'POST',
    });
    return response.status;
  }

  private form(messages: unknown[], offset = this.sent): string {
    this.sent = Math.max(this.sent, offset + messages.length);
    const parts = messages.map(
      (message, i) => `&req${i}___data__=${encodeURIComponent(JSON.stringify(message))}`,
    );
    return `count=${messages.length}&ofs=${offset}${parts.join('')}`;
  }
}

const payloads = (arrays: NumberedArray[] | undefined): unknown[] =>
  (arrays ?? []).map(([, [payload]]) => payload);

const listenTo = (collectionId: string, targetId = 2): object => ({
  database: DATABASE,
  addTarget: { query: { parent: NAME, structuredQuery: { from: [{ collectionId }] } }, targetId },
});

async function write(path: string, text: string): Promise<void> {
  const response = await fetch(`${base}/v1/${encodeURI(NAME)}/${path}`, {
    method: 'PATCH',
    headers: { Authorization: 'Bearer owner' },
    body: JSON.stringify({ fields: { text: { stringValue: text } } }),
  });
  expect(response.status).toBe(200);
}

describe('a Listen channel', () => {
  it('opens, streams, and frames by UTF-16 code units', async () => {
    const channel = new Channel('Listen');
    expect(await channel.open([listenTo('stream')])).toEqual([
      [0, ['c', expect.any(String), '', 8, 12, 30000]],
    ]);
    const back = await channel.attach();
    expect(back.headers.get('x-content-type-options')).toBe('nosniff');
    expect(payloads(await back.next())).toEqual([
      { targetChange: { targetChangeType: 'ADD', targetIds: [2] } },
      { targetChange: expect.objectContaining({ targetChangeType: 'CURRENT', targetIds: [2] }) },
      { targetChange: { resumeToken: expect.any(String), readTime: expect.any(String) } },
      'noop',
    ]);
    await write('stream/a', 'é🚀"\\');
    expect(payloads(await back.next())).toEqual([
      {
        documentChange: {
          document: expect.objectContaining({
            name: `${NAME}/stream/a`,
            fields: { text: { stringValue: 'é🚀"\\' } },
          }),
          targetIds: [2],
        },
      },
      { targetChange: { resumeToken: expect.any(String), readTime: expect.any(String) } },
    ]);
    const { answer } = await channel.send([{ database: DATABASE, removeTarget: 2 }]);
    expect(answer).toEqual([1, expect.any(Number), 7]);
    expect(payloads(await back.next())).toEqual([
      { targetChange: { targetChangeType: 'REMOVE', targetIds: [2] } },
    ]);
    expect(await channel.terminate()).toBe(200);
    expect(await back.next()).toBeUndefined();
    expect((await channel.send([])).status).toBe(400);
  });

  it('resends what the client has not acknowledged when a back channel is lost', async () => {
    const channel = new Channel('Listen');
    await channel.open([listenTo('resend')]);
    const first = await channel.attach();
    const received = await first.next();
    first.abort();
    await write('resend/a', 'x');
    channel.aid = 1;
    const second = await channel.attach();
    const arrays = await second.next();
    expect(arrays?.slice(0, 3)).toEqual(received?.slice(1));
    expect(payloads(arrays)).toContainEqual({ documentChange: expect.objectContaining({ targetIds: [2] }) });
    await channel.terminate();
  });

  it('ends each answer of a long poll after the data that it carries', async () => {
    const channel = new Channel('Listen');
    await channel.open([listenTo('poll')]);
    const first = await channel.attach('&CI=1');
    expect(payloads(await first.next())).toHaveLength(3);
    expect(await first.next()).toBeUndefined();
    const second = await channel.attach('&CI=1&TO=20000');
    await write('poll/a', 'x');
    expect(payloads(await second.next())).toHaveLength(2);
    expect(await second.next()).toBeUndefined();
    const third = await channel.attach('&CI=1&TO=5');
    expect(payloads(await third.next())).toEqual(['noop']);
    await channel.terminate();
  });

  it('takes each message once, however often it is sent', async () => {
    const channel = new Channel('Listen');
    await channel.open([listenTo('once')]);
    expect((await channel.send([listenTo('once'), listenTo('twice', 4)], 0)).answer).toEqual([0, 0, 7]);
    const back = await channel.attach();
    const added = payloads(await back.next()).filter(payload => JSON.stringify(payload).includes('"ADD"'));
    expect(added).toEqual([
      { targetChange: { targetChangeType: 'ADD', targetIds: [2] } },
      { targetChange: { targetChangeType: 'ADD', targetIds: [4] } },
    ]);
    await channel.terminate();
  });

  it('resumes from a token, and starts afresh with one from another life', async () => {
    const first = new Channel('Listen');
    await first.open([listenTo('resume')]);
    const back = await first.attach();
    const [, , snapshot] = payloads(await back.next()) as { targetChange: { resumeToken: string } }[];
    await first.terminate();
    await write('resume/a', 'x');
    const again = async (resumeToken: string): Promise<unknown[]> => {
      const channel = new Channel('Listen');
      const target = (listenTo('resume') as { addTarget: object }).addTarget;
      await channel.open([{ database: DATABASE, addTarget: { ...target, resumeToken, expectedCount: 0 } }]);
      const arrays = payloads(await (await channel.attach()).next());
      await channel.terminate();
      return arrays;
    };
    const kinds = (messages: unknown[]): unknown[] =>
      messages.map(message => {
        const [kind, content] =
          Object.entries(message as Record<string, { targetChangeType?: string }>)[0] ?? [];
        return kind === 'targetChange' ? (content?.targetChangeType ?? 'SNAPSHOT') : kind;
      });
    const resumed = await again(snapshot?.targetChange.resumeToken ?? '');
    expect(kinds(resumed.slice(0, -1))).toEqual(['ADD', 'documentChange', 'filter', 'CURRENT', 'SNAPSHOT']);
    expect(resumed).toContainEqual({ filter: { targetId: 2, count: 1 } });
    const old = await again(Buffer.from('1').toString('base64'));
    expect(kinds(old.slice(0, -1))).toEqual([
      'ADD',
      'RESET',
      'documentChange',
      'filter',
      'CURRENT',
      'SNAPSHOT',
    ]);
    expect(await again('bm9uc2Vuc2U=')).toContainEqual({
      targetChange: {
        targetChangeType: 'REMOVE',
        targetIds: [2],
        cause: { code: 3, message: 'bad resume token' },
      },
    });
  });

  it('answers a malformed token with an error on the stream', async () => {
    const channel = new Channel('Listen');
    await channel.open([listenTo('denied')], 'Authorization:Bearer x.y\r\n');
    const back = await channel.attach();
    expect(payloads(await back.next())[0]).toEqual({
      error: { code: 3, message: 'INVALID_ARGUMENT: invalid jwt', status: 'INVALID_ARGUMENT' },
    });
    await channel.terminate();
  });
});

describe('a Write channel', () => {
  it('shakes hands, then answers batches in order until one fails', async () => {
    const channel = new Channel('Write');
    await channel.open([{ database: DATABASE }]);
    const back = await channel.attach();
    expect(payloads(await back.next())[0]).toEqual({ streamId: expect.any(String), streamToken: 'MA==' });
    const update = (id: string, currentDocument?: object) => ({
      streamToken: 'MA==',
      writes: [
        {
          update: { name: `${NAME}/written/${id}`, fields: {} },
          ...(currentDocument && { currentDocument }),
        },
      ],
    });
    await channel.send([update('a'), update('b')]);
    const answers: unknown[] = [];
    while (answers.length < 2) answers.push(...payloads(await back.next()));
    expect(answers).toEqual(
      ['MQ==', 'Mg=='].map(streamToken => ({
        streamToken,
        writeResults: [{ updateTime: expect.any(String) }],
        commitTime: expect.any(String),
      })),
    );
    await channel.send([update('c', { exists: true }), update('d')]);
    expect(payloads(await back.next())).toEqual([
      {
        error: expect.objectContaining({
          status: 'NOT_FOUND',
          message: expect.stringContaining('NOT_FOUND: No document'),
        }),
      },
    ]);
    expect((await fetch(`${base}/v1/${encodeURI(NAME)}/written/d`)).status).toBe(404);
    expect((await fetch(`${base}/v1/${encodeURI(NAME)}/written/b`)).status).toBe(200);
    await channel.terminate();
  });
});

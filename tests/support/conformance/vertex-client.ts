import type { GenerateTradingSignalRequest } from '@agenttrader/domain/callables/generate-trading-signal';
import { VertexAI } from '@google-cloud/vertexai';
import { systemClock } from '../../../functions/src/runtime/clock.ts';
import { vertexSignalModel } from '../../../functions/src/signal-models/vertex/vertex-model.ts';
import { generateTradingSignal } from '../../../functions/src/signals/generate-signal.ts';
import {
  memorySignals,
  signalBounds,
  signalSnapshot,
  signalTenant,
} from '../../../functions/test-support/memory-signals.ts';

/** What the test asks of this process. */
export type Command = { readonly port: number; readonly host?: string; readonly model?: string } & (
  | { readonly kind: 'signal'; readonly request: GenerateTradingSignalRequest; readonly deadlineMs: number }
  | { readonly kind: 'stream'; readonly text: string }
);

/** What it answers. */
export type Answer =
  | { readonly ok: unknown }
  /** `counted`: whether the trader was told that the question counts. */
  | { readonly failed: { readonly name: string; readonly code?: unknown; readonly counted: boolean } };

/** The feature as it is deployed, but for what lies beyond its ports: the real SDK asks the local server. */
async function signal(command: Command & { readonly kind: 'signal' }): Promise<unknown> {
  const { port, host = '127.0.0.1', deadlineMs, request, model = 'gemini-3.5-flash' } = command;
  const asked = vertexSignalModel({
    project: 'demo-test',
    location: 'global',
    model,
    deadlineMs,
    clock: systemClock,
    local: { host, port },
  });
  const { ports, stored } = memorySignals({ alice: signalTenant({ snapshot: signalSnapshot() }) }, asked);
  const { signal: answer } = await generateTradingSignal('alice', request, signalBounds, {
    ...ports,
    clock: { ...systemClock, now: () => ports.clock.now() },
  });
  return { answer, stored: stored.length };
}

/** The SDK by itself, streaming. */
async function stream({ port, text }: Command & { readonly kind: 'stream' }): Promise<unknown> {
  const authClient = { getAccessToken: async () => ({ token: 'local' }) } as never;
  const vertex = new VertexAI({
    project: 'demo-test',
    location: 'us-central1',
    apiEndpoint: `localhost:${port}`,
    googleAuthOptions: { authClient },
  });
  const model = vertex.getGenerativeModel({ model: 'gemini-3.5-flash' });
  const result = await model.generateContentStream(text);
  const aggregated = result.response.catch((thrown: unknown) => ({ broken: String(thrown) }));
  let pieces = 0;
  for await (const piece of result.stream) pieces += piece.candidates?.length ?? 0;
  return { pieces, response: await aggregated };
}

process.on('message', (command: Command) => {
  const work = command.kind === 'signal' ? signal(command) : stream(command);
  work.then(
    ok => process.send?.({ ok } satisfies Answer),
    (thrown: unknown) => {
      const name = thrown instanceof Error ? thrown.name : typeof thrown;
      const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
      const counted = String(thrown).includes('counts towards your signals of today');
      process.send?.({ failed: { name, code, counted } } satisfies Answer);
    },
  );
});
process.send?.('ready');

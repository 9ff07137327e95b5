import type { ServerResponse } from 'node:http';
import type { Json } from '../../storage/value-json.ts';
import type { ChannelForm } from './form.ts';
import { arraysFrame, type OutgoingArray } from './frames.ts';
import type { RpcStream } from './rpc-stream.ts';

/** Time between signs of life on an idle back channel. */
const KEEP_ALIVE_MS = 30_000;
/** How long one back channel response is kept; the client then opens the next. */
const BACK_CHANNEL_MS = 60_000;
const LONG_POLL_MS = 30_000;
/** Not measured: any small number tells the client that the back channel is not congested. */
const OUTSTANDING_BYTES = 7;

interface BackChannel {
  readonly response: ServerResponse;
  /** Kept open for many messages, instead of ended after the first. */
  readonly streaming: boolean;
  readonly timers: NodeJS.Timeout[];
}

/**
 * One WebChannel session: numbered arrays wait here until the client has acknowledged them, and are written
 * to whichever back channel request is attached. They are resent when a back channel is lost.
 */
export class ChannelSession {
  private readonly stream: RpcStream;
  private unacknowledged: OutgoingArray[] = [];
  private nextId = 1;
  private lastSent = 0;
  private nextMessage = 0;
  private back: BackChannel | undefined;
  private flushScheduled = false;
  private lastTraffic: number;

  /** @param open opens the RPC; gets the function that queues a message for the client */
  constructor(open: (send: (payload: Json) => void) => RpcStream, now: number) {
    this.lastTraffic = now;
    this.stream = open(payload => this.send(payload));
  }

  /** Handles the messages of a POST that have not been handled before. */
  receive(form: ChannelForm, now: number): void {
    this.lastTraffic = now;
    for (const { index, json } of form.messages) {
      if (index < this.nextMessage) continue;
      this.nextMessage = index + 1;
      this.stream.receive(json);
    }
  }

  /** The answer to a POST: whether a back channel is attached, the last array written, bytes outstanding. */
  status(): Json {
    return [this.back === undefined ? 0 : 1, this.lastSent, OUTSTANDING_BYTES];
  }

  /** The client has everything up to a number. */
  acknowledge(id: number): void {
    if (Number.isSafeInteger(id)) this.unacknowledged = this.unacknowledged.filter(array => array.id > id);
  }

  /**
   * Makes a response the back channel, in the place of any other.
   *
   * @param longPollMs time after which a long poll is answered even if there is nothing; undefined to stream
   */
  attach(response: ServerResponse, longPollMs: number | undefined, now: number): void {
    this.lastTraffic = now;
    this.detach();
    const back: BackChannel = { response, streaming: longPollMs === undefined, timers: [] };
    this.back = back;
    response.once('close', () => {
      if (this.back === back) this.forget();
    });
    response.flushHeaders();
    // Whatever the client has not acknowledged goes out again.
    this.lastSent = Math.min(this.lastSent, (this.unacknowledged[0]?.id ?? this.nextId) - 1);
    if (back.streaming) {
      this.send('noop');
      this.flush();
      back.timers.push(setInterval(() => this.send('noop'), KEEP_ALIVE_MS).unref());
      back.timers.push(setTimeout(() => this.endWithNoop(), BACK_CHANNEL_MS).unref());
    } else {
      back.timers.push(setTimeout(() => this.endWithNoop(), Math.min(longPollMs ?? 0, LONG_POLL_MS)).unref());
      this.flush();
    }
  }

  /** Whether nothing has happened for a time and no back channel waits. */
  isIdle(now: number, limit: number): boolean {
    return this.back === undefined && now - this.lastTraffic > limit;
  }

  /** Ends the session: the RPC and the back channel. */
  close(): void {
    this.stream.close();
    this.detach();
    this.unacknowledged = [];
  }

  private send(payload: Json): void {
    this.unacknowledged.push({ id: this.nextId++, payload });
    if (this.flushScheduled) return;
    this.flushScheduled = true;
    // Everything that one commit sends goes into one frame.
    queueMicrotask(() => {
      this.flushScheduled = false;
      this.flush();
    });
  }

  private flush(): void {
    if (this.back === undefined) return;
    const pending = this.unacknowledged.filter(array => array.id > this.lastSent);
    if (pending.length === 0) return;
    this.back.response.write(arraysFrame(pending));
    this.lastSent = pending.at(-1)?.id ?? this.lastSent;
    if (!this.back.streaming) this.detach();
  }

  private endWithNoop(): void {
    this.send('noop');
    this.flush();
    this.detach();
  }

  private detach(): void {
    const { back } = this;
    this.forget();
    back?.response.end();
  }

  private forget(): void {
    for (const timer of this.back?.timers ?? []) clearTimeout(timer);
    this.back = undefined;
  }
}

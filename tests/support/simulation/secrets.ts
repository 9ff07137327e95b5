import {
  type Credentials,
  CredentialsError,
  type CredentialsVault,
} from '../../../functions/src/credentials/credentials.ts';
import type { Instance } from './instance.ts';

const TIMEOUT_MS = 10_000;

/** Pairs of keys by tenant and version, for all instances. */
export class Secrets {
  /** The versions of each tenant; one that was destroyed is undefined. */
  readonly #versions = new Map<string, (Credentials | undefined)[]>();

  of(uid: string, version: string): Credentials | undefined {
    return this.#versions.get(uid)?.[Number(version) - 1];
  }

  /** The port, as one instance reaches it. */
  for(instance: Instance): CredentialsVault {
    const unavailable = () => new CredentialsError('unavailable');
    const ask = <T>(about: string, serve: () => T): Promise<T> =>
      instance.ask({
        service: 'vault',
        about,
        serve,
        failure: unavailable,
        patienceMs: TIMEOUT_MS,
        tooLate: unavailable,
      });
    return {
      read: ({ uid, version }) =>
        ask(`read ${uid}/${version}`, () => {
          const keys = this.of(uid, version);
          if (!keys) throw new CredentialsError('missing');
          return keys;
        }),
      store: (uid, _, credentials) =>
        ask(`store ${uid}`, () => {
          const versions = this.#versions.get(uid) ?? [];
          this.#versions.set(uid, [...versions, credentials]);
          return String(versions.length + 1);
        }),
      list: uid =>
        ask(`list ${uid}`, () =>
          (this.#versions.get(uid) ?? []).flatMap((keys, index) => (keys ? [String(index + 1)] : [])),
        ),
      destroy: (uid, _, versions) =>
        ask(`destroy ${uid}/${versions.join()}`, () => {
          const there = versions.filter(version => this.of(uid, version));
          const kept = (this.#versions.get(uid) ?? []).map((keys, index) =>
            versions.includes(String(index + 1)) ? undefined : keys,
          );
          this.#versions.set(uid, kept);
          return there.length;
        }),
      erase: uid => ask(`erase ${uid}`, () => void this.#versions.delete(uid)),
    };
  }
}

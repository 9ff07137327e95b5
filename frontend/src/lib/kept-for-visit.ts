const PREFIX = 'agenttrader.visit.';

/** Something of one user that outlives a reload: kept in this tab until it closes or the session ends. Never a secret. */
export interface KeptForVisit {
  /** What was kept of this user; null where nothing is. */
  read(uid: string): string | null;
  keep(uid: string, text: string): void;
  forget(): void;
}

/** Where the browser forbids storage, nothing is kept. */
export function keptForVisit(name: string): KeptForVisit {
  const key = PREFIX + name;
  return {
    read: uid => {
      const kept = attempt(() => sessionStorage.getItem(key)) ?? '';
      const owner = `${uid} `;
      return kept.startsWith(owner) ? kept.slice(owner.length) : null;
    },
    keep: (uid, text) => attempt(() => sessionStorage.setItem(key, `${uid} ${text}`)),
    forget: () => attempt(() => sessionStorage.removeItem(key)),
  };
}

/** Forgets all of it, whoever's it was. */
export function forgetVisit(): void {
  attempt(() => {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
    }
  });
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

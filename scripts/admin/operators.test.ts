import { describe, expect, it } from 'vitest';
import { parseAdminFlags } from './admin-flags.ts';
import { type AuthUser, type AuthUsers, find, grant, list, revoke } from './operators.ts';

function memoryUsers(
  ...kept: AuthUser[]
): AuthUsers & { readonly kept: AuthUser[]; readonly ended: string[] } {
  const ended: string[] = [];
  return {
    kept,
    ended,
    findByEmail: async email => kept.find(user => user.email === email),
    async setClaims(uid, claims) {
      const index = kept.findIndex(user => user.uid === uid);
      const user = kept[index];
      if (user) kept[index] = { ...user, customClaims: claims ?? undefined };
    },
    async endSessions(uid) {
      ended.push(uid);
    },
    async *all() {
      yield* kept;
    },
  };
}

const ada = { uid: 'a', email: 'ada@test.example', emailVerified: true };

describe('operators', () => {
  it('keep their other claims when they become one, and when they cease to be', async () => {
    const users = memoryUsers({ ...ada, customClaims: { beta: true, admin: 'yes' } });
    expect(await grant(users, ada.email, true)).toContain('is an operator from the next time');
    expect(users.kept[0]?.customClaims).toEqual({ beta: true, admin: true });
    expect(await grant(users, ada.email, true)).toContain('already');
    expect(await revoke(users, ada.email)).toContain('no operator any more');
    expect(users.kept[0]?.customClaims).toEqual({ beta: true });
    expect(users.ended).toEqual(['a']);
    expect(await revoke(users, ada.email)).toContain('nothing was changed');
    expect(users.ended).toEqual(['a']);
  });

  it('are left without claims when they had no other', async () => {
    const users = memoryUsers({ ...ada, customClaims: { admin: true } });
    await revoke(users, ada.email);
    expect(users.kept[0]?.customClaims).toBeUndefined();
  });

  it.each([grant, revoke])('have to exist (%o)', async command => {
    await expect(command(memoryUsers(ada), 'nobody@test.example', true)).rejects.toThrow(
      'Nobody has signed up as nobody@test.example.',
    );
  });

  it('have to own their address, where it matters', async () => {
    const users = memoryUsers({ ...ada, emailVerified: false });
    await expect(grant(users, ada.email, true)).rejects.toThrow('has not been verified');
    expect(users.kept[0]).not.toHaveProperty('customClaims');
    expect(await grant(users, ada.email, false)).toContain('is an operator');
  });

  it('are found by their address, as everybody is', async () => {
    const users = memoryUsers(
      { ...ada, customClaims: { admin: true } },
      { uid: 'b', email: 'b@c.d', emailVerified: false },
    );
    expect(await find(users, ada.email)).toBe('a  ada@test.example  address confirmed  operator');
    expect(await find(users, 'b@c.d')).toBe('b  b@c.d  address not confirmed');
    await expect(find(users, 'nobody@c.d')).rejects.toThrow('Nobody has signed up as nobody@c.d.');
  });

  it('are listed, and nobody else', async () => {
    const users = memoryUsers(
      { ...ada, customClaims: { admin: true } },
      { uid: 'b', email: 'b@test.example', emailVerified: true, customClaims: { admin: 'true' } },
      { uid: 'c', emailVerified: false, customClaims: { admin: true } },
      { uid: 'd', emailVerified: false },
    );
    expect(await list(users)).toBe('(no e-mail)  c\nada@test.example  a');
    expect(await list(memoryUsers(ada))).toBe('There are no operators.');
  });
});

describe('the command line of npm run admin', () => {
  it.each([
    [['list'], { name: 'list' }],
    [['grant', 'a@b.c'], { name: 'grant', email: 'a@b.c' }],
    [['revoke', 'a@b.c', '--project', 'x'], { name: 'revoke', email: 'a@b.c' }],
    [['--help'], { name: 'help' }],
    [['grant', '--help'], { name: 'help' }],
    [['status'], { name: 'status' }],
    [['halt', 'a bad feed'], { name: 'halt', reason: 'a bad feed' }],
    [['resume', 'fixed'], { name: 'resume', reason: 'fixed' }],
    [
      ['lock', 'alice', 'asked for it'],
      { name: 'lock', user: 'alice', reason: 'asked for it', signIn: false },
    ],
    [['lock', 'alice', 'spam', '--sign-in'], { name: 'lock', user: 'alice', reason: 'spam', signIn: true }],
    [['find', 'a@b.c'], { name: 'find', email: 'a@b.c' }],
    [['sync', 'alice'], { name: 'sync', user: 'alice', reason: 'No reason given.' }],
    [['sync', 'alice', 'asked for it'], { name: 'sync', user: 'alice', reason: 'asked for it' }],
    [['unlock', 'alice', 'settled'], { name: 'unlock', user: 'alice', reason: 'settled', signIn: false }],
  ])('%j', (argv, command) => {
    expect(parseAdminFlags(argv).command).toEqual(command);
  });

  it.each([
    [[]],
    [['grant']],
    [['grant', 'ada']],
    [['list', 'x']],
    [['grant', 'a@b.c', 'd@e.f']],
    [['promote', 'a@b.c']],
    [['list', '--force']],
    [['halt']],
    [['halt', ' ']],
    [['halt', 'a', 'bad', 'feed']],
    [['halt', 'why', '--sign-in']],
    [['lock', 'alice']],
    [['lock', 'a/b', 'why']],
    [['status', 'alice']],
    [['find', 'alice']],
    [['sync']],
    [['sync', 'a/b']],
    [['sync', 'alice', 'asked', 'for', 'it']],
  ])('refuses %j', argv => {
    expect(() => parseAdminFlags(argv)).toThrow(expect.objectContaining({ name: 'UsageError' }));
  });
});

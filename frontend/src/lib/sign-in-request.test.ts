import { afterEach, describe, expect, it } from 'vitest';
import { askToSignIn, hostSignInRequests, signInRequests } from './sign-in-request.ts';

const request = () => signInRequests.getState().request;
let leave = () => {};
afterEach(() => leave());

describe('the question to sign in once more', () => {
  it('is answered with no where it cannot be shown', async () => {
    expect(await askToSignIn('why')).toBe(false);
    expect(request()).toBeNull();
  });

  it.each([true, false])('waits for its answer: %s', async signedIn => {
    leave = hostSignInRequests();
    const answer = askToSignIn('why');
    expect(request()?.why).toBe('why');
    request()?.answer(signedIn);
    expect(await answer).toBe(signedIn);
    expect(request()).toBeNull();
  });

  it('is asked once for all that wait', async () => {
    leave = hostSignInRequests();
    const answers = [askToSignIn('first'), askToSignIn('second')];
    expect(request()?.why).toBe('first');
    request()?.answer(true);
    expect(await Promise.all(answers)).toEqual([true, true]);
  });

  it('is answered with no when its page goes away', async () => {
    leave = hostSignInRequests();
    const answer = askToSignIn('why');
    leave();
    expect(await answer).toBe(false);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { forgetVisit, keptForVisit } from './kept-for-visit.ts';

const typed = keptForVisit('typed');
const other = keptForVisit('other');

beforeEach(() => sessionStorage.clear());

describe('what is kept for a visit', () => {
  it('is read by whose it is, and by nobody else', () => {
    typed.keep('ada', 'a b');
    expect([typed.read('ada'), typed.read('ad'), typed.read('bob'), other.read('ada')]).toEqual([
      'a b',
      null,
      null,
      null,
    ]);
  });

  it('is forgotten one by one, or all at once with the session, and nothing else with it', () => {
    sessionStorage.setItem('another', 'kept');
    typed.keep('ada', '');
    other.keep('ada', 'x');
    other.forget();
    expect([typed.read('ada'), other.read('ada')]).toEqual(['', null]);
    forgetVisit();
    expect(typed.read('ada')).toBeNull();
    expect(Object.keys(sessionStorage)).toEqual(['another']);
  });
});

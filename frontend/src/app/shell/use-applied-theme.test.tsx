import { fakeSession, SignedIn } from '@test-support/session.tsx';
import { act, render } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { applyTheme, shownTheme } from '@/lib/theme.ts';
import { useAppliedTheme } from './use-applied-theme.ts';

const Themed = () => {
  useAppliedTheme();
  return null;
};

/** A system that prefers the light theme, until it changes its mind. */
function system() {
  const preference = Object.assign(new EventTarget(), { matches: false });
  vi.spyOn(globalThis, 'matchMedia').mockReturnValue(preference as unknown as MediaQueryList);
  return () =>
    act(() => {
      preference.matches = true;
      preference.dispatchEvent(new Event('change'));
    });
}

function shown() {
  render(
    <SignedIn session={fakeSession().session}>
      <Themed />
    </SignedIn>,
  );
}

it('follows the system where nobody has chosen a theme', () => {
  const darken = system();
  applyTheme('system');
  shown();
  expect(shownTheme()).toBe('light');
  darken();
  expect(shownTheme()).toBe('dark');
});

it('stays as this device showed it last, until the choice is read', () => {
  const darken = system();
  applyTheme('light');
  shown();
  darken();
  expect(shownTheme()).toBe('light');
});

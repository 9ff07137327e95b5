import { expect, it } from 'vitest';
import { commandKey } from './use-hotkey.ts';

it.each([
  ['Win32', 'Ctrl '],
  ['Linux x86_64', 'Ctrl '],
  ['Linux armv8l', 'Ctrl '],
  ['', 'Ctrl '],
  ['MacIntel', '⌘'],
  ['iPhone', '⌘'],
  ['iPad', '⌘'],
])('on “%s” the hotkey is pressed with “%s”', (platform, key) => {
  expect(commandKey(platform)).toBe(key);
});

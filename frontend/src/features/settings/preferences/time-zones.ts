import type { SelectOption } from '../../../components/ui/select.tsx';

/** Where people trade; any other zone that was chosen before stays among them. */
const USUAL = [
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Europe/London',
  'Europe/Zurich',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Sydney',
  'UTC',
];

/** The zones to choose from, with the one that is in force. */
export function timeZoneOptions(current: string): SelectOption<string>[] {
  const zones = ['system', ...USUAL, ...(current === 'system' || USUAL.includes(current) ? [] : [current])];
  return zones.map(value => ({
    value,
    label: value === 'system' ? 'As this browser' : value.replaceAll('_', ' '),
  }));
}

/** What stands for the zone of the browser. */
const SYSTEM_ZONE = 'system';
const SYSTEM_LABEL = 'As this browser';

/** Every zone that this browser knows, by the name that is shown: "America/New York". */
export const ZONE_LABELS: readonly string[] = [
  SYSTEM_LABEL,
  ...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')].map(labelOf)),
];

/** How a stored zone is shown. */
export function labelOf(zone: string): string {
  return zone === SYSTEM_ZONE ? SYSTEM_LABEL : zone.replaceAll('_', ' ');
}

/**
 * The zone that somebody typed, in any letter case: its name, or the last part of it where that is enough ("tokyo").
 * Null for what is none, or not one only.
 */
export function zoneTyped(text: string): string | null {
  const typed = text.trim().toLowerCase().replaceAll('_', ' ');
  const whole = ZONE_LABELS.filter(label => label.toLowerCase() === typed);
  const found =
    whole.length > 0 ? whole : ZONE_LABELS.filter(label => label.toLowerCase().endsWith(`/${typed}`));
  const [label] = found;
  if (label === undefined || found.length > 1) return null;
  return label === SYSTEM_LABEL ? SYSTEM_ZONE : label.replaceAll(' ', '_');
}

/**
 * The host to ask, where it is not the one that the SDK would choose by itself: it names a host after the region,
 * and there is none of that name for `global`.
 *
 * @param local a stand-in on this machine, which comes before everything else
 */
export function apiEndpointOf(
  location: string,
  local: { readonly host: string; readonly port: number } | undefined,
): string | undefined {
  if (local) return `${local.host}:${local.port}`;
  return location === 'global' ? 'aiplatform.googleapis.com' : undefined;
}

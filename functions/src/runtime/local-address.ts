/**
 * The address of a local stand-in, if there is one. It counts only inside the Functions emulator and only
 * on loopback, so that no setting of a deployed function can send keys anywhere else.
 *
 * @throws Error when the variable is set but is no loopback address
 */
export function localAddress(
  variable: string,
  env: NodeJS.ProcessEnv,
): { host: string; port: number } | undefined {
  const value = env[variable];
  if (env.FUNCTIONS_EMULATOR !== 'true' || value === undefined || value === '') return undefined;
  const match = /^(127\.0\.0\.1|localhost):(\d{1,5})$/.exec(value);
  if (!match?.[1]) throw new Error(`${variable} must be an address on this machine, such as 127.0.0.1:8090.`);
  return { host: match[1], port: Number(match[2]) };
}

/** The hosts that the SDK talks to. Nothing a tenant stores can add to them. */
const OFFICIAL_HOSTS = new Set(['paper-api.alpaca.markets', 'api.alpaca.markets', 'data.alpaca.markets']);

/**
 * A `fetch` that sends requests for Alpaca's hosts to an exchange on this machine, as
 * `http://{address}/{official host}/{path}`; anything else is refused.
 *
 * @param address `host:port` of the local exchange, loopback only
 * @param send what carries them there
 * @throws Error when the address is not on loopback: keys must not be sent anywhere else
 */
export function fetchFromLocalExchange(address: string, send: typeof fetch = fetch): typeof fetch {
  if (!/^(127\.0\.0\.1|localhost|\[::1\]):\d{1,5}$/.test(address)) {
    throw new Error('ALPACA_EMULATOR_HOST must be an address on this machine, such as 127.0.0.1:8090.');
  }
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!OFFICIAL_HOSTS.has(url.host)) throw new Error(`${url.host} is not one of Alpaca's hosts.`);
    return send(`http://${address}/${url.host}${url.pathname}${url.search}`, init);
  };
}

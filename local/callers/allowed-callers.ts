import type { IncomingHttpHeaders } from 'node:http';

/**
 * Which requests a server on loopback answers. A page from elsewhere must not reach it: neither under its own origin,
 * nor by a name of its own that leads to 127.0.0.1 (DNS rebinding), which a browser takes for the page's own origin.
 */
export interface AllowedCallers {
  /** The address that the server listens on: it may be called by that name, too. */
  readonly host: string;
  /** Whose pages may call, such as `http://127.0.0.1:5173`, if any; without the list, those of any server on loopback. */
  readonly origins?: readonly string[] | undefined;
}

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
const SHOWN = 100;

/**
 * Why a request is refused, in a sentence for whoever sent it.
 *
 * @returns undefined when it is to be answered
 */
export function refusalOf(
  headers: IncomingHttpHeaders,
  { host, origins }: AllowedCallers,
): string | undefined {
  const name = parseHostname(`http://${headers.host ?? ''}`);
  if (name === undefined || !(LOOPBACK.has(name) || name === host)) {
    return (
      `This server is called localhost, 127.0.0.1 or [::1], not ${quoted(headers.host)}: ` +
      'call it by one of these names.'
    );
  }
  const { origin } = headers;
  if (origin === undefined) return undefined;
  if (origins !== undefined) {
    if (origins.includes(origin)) return undefined;
    const others = origins.length === 0 ? '' : `, only those of ${origins.join(' and ')}`;
    return `Pages of ${quoted(origin)} may not call this server${others}.`;
  }
  const page = originHostname(origin);
  if (page !== undefined && LOOPBACK.has(page)) return undefined;
  return `Pages of ${quoted(origin)} may not call this server, only those that are served on localhost.`;
}

/** A host name as browsers write it; undefined where there is none, or more than a name and a port. */
function parseHostname(text: string): string | undefined {
  const url = URL.parse(text);
  return url !== null && `${url.origin}/` === url.href ? url.hostname : undefined;
}

function originHostname(origin: string): string | undefined {
  return /^https?:\/\/[^/]+$/.test(origin) ? parseHostname(origin) : undefined;
}

function quoted(text: string | undefined): string {
  return JSON.stringify((text ?? '').slice(0, SHOWN));
}

/** @returns the origin as browsers send it @throws Error for anything else than a scheme, a host and a port */
export function checkedOrigin(text: string): string {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.origin !== text) {
    throw new Error(`--origin must be an origin such as http://127.0.0.1:5173, not ${quoted(text)}`);
  }
  return text;
}

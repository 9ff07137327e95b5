import { DEMO_PASSWORD, type DemoTenant, emailOf, uidOf } from '../seed/demo-tenants.ts';
import { formatInterval, formatSeconds } from './duration.ts';
import { addressOf, ENDPOINTS, type EndpointName, type Ports } from './endpoints.ts';
import type { Screen } from './screen.ts';

export interface BannerFacts {
  readonly endpoints: readonly EndpointName[];
  readonly ports: Ports;
  readonly project: string;
  readonly logs: string;
  readonly tenants: readonly DemoTenant[];
  readonly pulseEveryMs: number | undefined;
  /** Milliseconds from the start until everything was usable. */
  readonly readyAfterMs: number;
}

/** What is printed once everything runs: where it listens, how to sign in, where to look. */
export function showBanner(screen: Screen, facts: BannerFacts): void {
  const { endpoints, tenants, ports, project, logs } = facts;
  const heading = (text: string) => screen.paint('bold', text);
  const faint = (text: string) => screen.paint('dim', text);

  screen.line();
  screen.line(
    `${heading('Ready')} after ${formatSeconds(facts.readyAfterMs)}: AgentTrader runs here as ${project}.`,
  );
  screen.line();
  if (endpoints.includes('dashboard')) {
    screen.line(`  Open ${heading(`http://${addressOf(ports, 'dashboard')}`)} in a browser.`);
    screen.line();
  }
  const others = endpoints.filter(name => name !== 'dashboard');
  const width = Math.max(...others.map(name => ENDPOINTS[name].title.length));
  for (const name of others) {
    screen.line(`  ${ENDPOINTS[name].title.padEnd(width)}  ${addressOf(ports, name)}`);
  }
  screen.line();
  if (tenants.length > 0) {
    screen.line(`${heading('Demo tenants')} ${faint(`(password: ${DEMO_PASSWORD})`)}`);
    screen.line();
    const emails = Math.max(...tenants.map(tenant => emailOf(tenant).length));
    const uids = Math.max(...tenants.map(tenant => uidOf(tenant).length));
    for (const tenant of tenants) {
      const columns = [emailOf(tenant).padEnd(emails), faint(uidOf(tenant).padEnd(uids)), tenant.shows];
      screen.line(`  ${columns.join('  ')}`);
    }
    screen.line();
  }
  const pulses =
    facts.pulseEveryMs === undefined
      ? 'No pulses are scheduled'
      : `A pulse comes every ${formatInterval(facts.pulseEveryMs)}`;
  screen.line(`Logs are in ${logs}. ${pulses}; Ctrl-C stops everything.`);
  screen.line();
}

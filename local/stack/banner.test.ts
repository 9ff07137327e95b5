import { expect, test } from 'vitest';
import { DEMO_PASSWORD, DEMO_TENANTS, emailOf, uidOf } from '../seed/demo-tenants.ts';
import { showBanner } from './banner.ts';
import { parseFlags } from './flags.ts';
import { screenOn } from './screen.ts';

test('it says where everything listens and how to sign in as each tenant, in columns', () => {
  let text = '';
  const screen = screenOn({ write: part => (text += part) }, {});
  const { ports } = parseFlags(['--port-auth', '19099'], '/');
  showBanner(screen, {
    endpoints: ['firestore', 'secret-manager', 'auth'],
    tenants: DEMO_TENANTS,
    ports,
    project: 'demo-agenttrader',
    logs: '/project/.local/logs',
    pulseEveryMs: 5_000,
    readyAfterMs: 9_290,
  });
  expect(text).toContain('Ready after 9.29 s');
  expect(text).toContain('  Firestore       127.0.0.1:8080\n');
  expect(text).toContain('  Auth            127.0.0.1:19099\n');
  expect(text).toContain(DEMO_PASSWORD);
  for (const tenant of DEMO_TENANTS) {
    expect(text).toMatch(new RegExp(`${emailOf(tenant)} +${uidOf(tenant)} +${tenant.shows}`));
  }
  expect(text).toContain('/project/.local/logs');
  expect(text).toContain('every 5 seconds');
});

test('without demo tenants and pulses it says so', () => {
  let text = '';
  const screen = screenOn({ write: part => (text += part) }, {});
  const { ports } = parseFlags([], '/');
  showBanner(screen, {
    endpoints: ['auth'],
    tenants: [],
    ports,
    project: 'demo-agenttrader',
    logs: '/logs',
    pulseEveryMs: undefined,
    readyAfterMs: 1,
  });
  expect(text).not.toContain(DEMO_PASSWORD);
  expect(text).toContain('No pulses are scheduled');
});

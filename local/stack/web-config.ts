import { localAppCheckToken } from '../functions/app-check-token.ts';
import { DEMO_PASSWORD, type DemoTenant, displayNameOf, emailOf } from '../seed/demo-tenants.ts';
import { addressOf, type Ports } from './endpoints.ts';

/** What Hosting tells the dashboard about its project; on this machine also where the emulators are. */
export interface WebConfig {
  readonly projectId: string;
  readonly apiKey: string;
  readonly authDomain: string;
  readonly appId: string;
  readonly emulators: Readonly<Record<'auth' | 'firestore' | 'functions', string>>;
  /** What the functions of this stack take for a proof that the page is the dashboard. */
  readonly appCheck: { readonly debugToken: string };
  readonly demoAccounts: readonly {
    readonly label: string;
    readonly email: string;
    readonly password: string;
  }[];
}

/** The dashboard's configuration for a stack on these ports. */
export const webConfig = (project: string, ports: Ports, tenants: readonly DemoTenant[]): WebConfig => ({
  projectId: project,
  apiKey: 'local',
  authDomain: addressOf(ports, 'auth'),
  appId: 'local',
  emulators: {
    auth: addressOf(ports, 'auth'),
    firestore: addressOf(ports, 'firestore'),
    functions: addressOf(ports, 'functions'),
  },
  appCheck: { debugToken: localAppCheckToken(Date.now()) },
  demoAccounts: tenants.map(tenant => ({
    label: `${displayNameOf(tenant)}: ${tenant.shows}`,
    email: emailOf(tenant),
    password: DEMO_PASSWORD,
  })),
});

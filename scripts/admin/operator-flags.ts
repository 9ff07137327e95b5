import type { Flags } from '../../local/command-line/flags.ts';

/** Who asks, and of which project: the same for every program that operators run. */
export interface OperatorFlags {
  readonly email: string | undefined;
  readonly password: string | undefined;
  readonly project: string | undefined;
  readonly auth: string | undefined;
  readonly functions: string | undefined;
  readonly apiKey: string | undefined;
}

export const OPERATOR_FLAGS = {
  email: {
    value: 'EMAIL',
    description:
      'who signs in; better in AGENTTRADER_OPERATOR_EMAIL. On the local stack: the operator of the demo',
  },
  password: { value: 'PASSWORD', description: 'better in AGENTTRADER_OPERATOR_PASSWORD' },
  project: {
    value: 'ID',
    description: 'a project id; one that starts with demo- is on this machine (demo-agenttrader)',
  },
  auth: {
    value: 'HOST:PORT',
    description: 'the local Auth emulator (FIREBASE_AUTH_EMULATOR_HOST, or 127.0.0.1:9099)',
  },
  functions: { value: 'HOST:PORT', description: 'the local functions (127.0.0.1:5001)' },
  'api-key': {
    value: 'KEY',
    description: "the web app's API key, for a real project; or AGENTTRADER_WEB_API_KEY",
  },
} as const satisfies Flags;

type Values = Readonly<Record<keyof typeof OPERATOR_FLAGS, string | undefined>>;

export const operatorFlags = (values: Values): OperatorFlags => ({
  email: values.email,
  password: values.password,
  project: values.project,
  auth: values.auth,
  functions: values.functions,
  apiKey: values['api-key'],
});

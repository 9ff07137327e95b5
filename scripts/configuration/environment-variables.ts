/** Who sets a variable, in the order in which docs/configuration.md lists them. */
export const SETTERS = {
  operator: 'For the operators’ commands',
  build: 'For building and deploying the dashboard',
  developer: 'For the local stack and the tests',
  platform: 'Set by Google, or by the local stack in its place',
} as const;

interface Variable {
  readonly setBy: keyof typeof SETTERS;
  readonly description: string;
}

const byOperator = (description: string): Variable => ({ setBy: 'operator', description });
const byBuild = (description: string): Variable => ({ setBy: 'build', description });
const byDeveloper = (description: string): Variable => ({ setBy: 'developer', description });
const byPlatform = (description: string): Variable => ({ setBy: 'platform', description });

/** Every environment variable that the code reads, but for the functions' parameters, which say this themselves. */
export const ENVIRONMENT_VARIABLES: Readonly<Record<string, Variable>> = {
  AGENTTRADER_OPERATOR_EMAIL: byOperator('Who signs in to a real project.'),
  AGENTTRADER_OPERATOR_PASSWORD: byOperator('The password that goes with it.'),
  AGENTTRADER_WEB_API_KEY: byOperator('The web app’s API key, which signing in to a real project takes.'),
  AGENTTRADER_APP_CHECK_TOKEN: byOperator('A token of App Check, where that is enforced.'),
  GOOGLE_APPLICATION_CREDENTIALS: byOperator(
    'The file of a service account that may manage users, for granting, revoking, listing and finding.',
  ),
  FIREBASE_AUTH_EMULATOR_HOST: byOperator('The Auth emulator of a stack that is not on the usual port.'),

  APP_CHECK_SITE_KEY: byBuild(
    'The site key of App Check. It stands in `frontend/.env.PROJECT`, or in the environment of the build.',
  ),
  WEB_CONFIG: byBuild(
    'The web configuration as JSON, where Vite serves the dashboard; `npm start` sets it. In production Hosting serves it.',
  ),

  AGENTTRADER_FREE_PORTS: byDeveloper(
    'Two ports with a hyphen between them: from where the stack takes ports that nobody has to know.',
  ),
  NO_COLOR: byDeveloper('Anything but nothing: the terminal gets no colours.'),
  NO_PROXY: byDeveloper('Hosts that no proxy is asked for. The stack adds this machine.'),
  no_proxy: byDeveloper('The same.'),
  PATH: byDeveloper('Where programs are found. The stack puts its own Node first.'),
  JAVA_HOME: byDeveloper('The Java for Google’s Firestore emulator, which is optional.'),
  FIRESTORE_EMULATOR_BINARY_PATH: byDeveloper('Google’s Firestore emulator, where it is not looked for.'),
  FIREBASE_EMULATORS_PATH: byDeveloper('Where Firebase keeps the emulators that it downloaded.'),
  NODE_COMPILE_CACHE: byDeveloper('Where Node keeps what it compiled; the stack sets it for its parts.'),
  TEST_FIRESTORE_HOST: byDeveloper('A Firestore that listens already, which the tests then use.'),
  VITEST_POOL_ID: byDeveloper('Set by Vitest: which worker a test runs in, and so which ports it takes.'),

  GCLOUD_PROJECT: byPlatform(
    'The project; the Firebase command line sets it for what runs before a deployment.',
  ),
  GOOGLE_CLOUD_PROJECT: byPlatform('The project, where GCLOUD_PROJECT is not set.'),
  FUNCTIONS_EMULATOR: byPlatform('`true` on a developer’s machine, and never in production.'),
  FIREBASE_DEBUG_MODE: byPlatform('Set by Firebase’s emulator suite.'),
  FIREBASE_DEBUG_FEATURES: byPlatform('Set by Firebase’s emulator suite: which checks it takes over.'),
  FIRESTORE_EMULATOR_HOST: byPlatform('The local Firestore. A demo project does not start without it.'),
  ALPACA_EMULATOR_HOST: byPlatform(
    'The paper exchange. It counts on loopback and beside FUNCTIONS_EMULATOR only.',
  ),
  SECRET_MANAGER_EMULATOR_HOST: byPlatform('The local Secret Manager, under the same conditions.'),
  VERTEX_EMULATOR_HOST: byPlatform(
    'The local Vertex AI, under the same conditions; signals then come from it.',
  ),
  FUNCTIONS_BUNDLE: byPlatform('Which bundle a process of the local functions loads.'),
};

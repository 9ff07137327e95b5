import { FUNCTIONS_REGION } from '@agenttrader/domain/callables/contract';

/** What the server must know of a function: what of its options matters to whoever delivers requests to it. */
export interface DeployedFunction {
  /** As deployed: the export's name, or `group-name` of an export within a group. */
  readonly name: string;
  readonly regions: readonly string[];
  readonly trigger: 'request' | 'schedule' | 'task';
  /** After so long Cloud Run gives up on a request, in seconds. */
  readonly timeoutSeconds: number;
  /** How Cloud Tasks is to treat the queue of a task function. */
  readonly queue?: { readonly retryConfig: QueueNumbers; readonly rateLimits: QueueNumbers };
}

type QueueNumbers = Readonly<Record<string, number>>;
type Handler = (request: unknown, response: unknown) => unknown;
type Fields = Readonly<Record<string, unknown>>;

/** A function of a bundle: what is known of it, and its code. */
export interface Loaded {
  readonly deployed: DeployedFunction;
  readonly handler: Handler;
}

/** Cloud Functions' own, where a function names none. */
const DEFAULT_TIMEOUT_SECONDS = 60;

/**
 * The functions that a bundle exports, in groups too, told by the description that firebase-functions attaches to each.
 * What waits for other events than requests, schedules and tasks is left out: nothing on this machine sends those.
 */
export function functionsOf(exported: object, prefix = ''): Loaded[] {
  return Object.entries(exported).flatMap(([key, value]): Loaded[] => {
    const name = `${prefix}${key}`;
    if (typeof value === 'object' && value !== null) return functionsOf(value, `${name}-`);
    if (typeof value !== 'function' || !('__endpoint' in value)) return [];
    const deployed = describe(name, fieldsOf(value.__endpoint));
    return deployed === undefined ? [] : [{ deployed, handler: value as Handler }];
  });
}

function describe(name: string, endpoint: Fields): DeployedFunction | undefined {
  const regions = Array.isArray(endpoint.region) ? endpoint.region.map(String) : [FUNCTIONS_REGION];
  const seconds = numberOf(endpoint.timeoutSeconds) ?? DEFAULT_TIMEOUT_SECONDS;
  const common = { name, regions, timeoutSeconds: seconds };
  if (endpoint.scheduleTrigger !== undefined) return { ...common, trigger: 'schedule' };
  if (endpoint.taskQueueTrigger !== undefined) {
    const { retryConfig, rateLimits } = fieldsOf(endpoint.taskQueueTrigger);
    const queue = { retryConfig: numbersOf(retryConfig), rateLimits: numbersOf(rateLimits) };
    return { ...common, trigger: 'task', queue };
  }
  const takesRequests = endpoint.callableTrigger !== undefined || endpoint.httpsTrigger !== undefined;
  return takesRequests ? { ...common, trigger: 'request' } : undefined;
}

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

/** A number, or what a parameter of the deployment says; nothing where the option is left to the platform. */
function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const { value: read } = fieldsOf(value);
  return typeof read === 'function' ? numberOf(read.call(value)) : undefined;
}

function numbersOf(options: unknown): QueueNumbers {
  const read = Object.entries(fieldsOf(options)).map(([key, value]) => [key, numberOf(value)] as const);
  return Object.fromEntries(read.filter((entry): entry is [string, number] => entry[1] !== undefined));
}

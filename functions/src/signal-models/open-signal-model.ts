import type { Clock } from '../runtime/clock.ts';
import { localAddress } from '../runtime/local-address.ts';
import { momentumModel } from './momentum/momentum-model.ts';
import type { SignalModel } from './signal-model.ts';
import { vertexSignalModel } from './vertex/vertex-model.ts';

/** Well under the callable's minute: reading the market comes before, and storing the signal after. */
const DEADLINE_MS = 25_000;

export interface SignalModelSettings {
  /** `vertex` or anything else. */
  readonly model: string;
  readonly vertexModel: string;
  readonly vertexLocation: string;
}

/**
 * The model of this deployment: Gemini where Vertex AI is chosen, the built-in one otherwise. Inside the Functions
 * emulator it is Gemini's local stand-in wherever there is one, so that the path to it is the one that is tried.
 *
 * @throws Error when VERTEX_EMULATOR_HOST is no address on this machine, or the project is unknown
 */
export function openSignalModel(
  settings: SignalModelSettings,
  env: NodeJS.ProcessEnv,
  clock: Clock,
): SignalModel {
  const local = localAddress('VERTEX_EMULATOR_HOST', env);
  if (!local && (settings.model !== 'vertex' || env.FUNCTIONS_EMULATOR === 'true')) return momentumModel;
  const project = env.GCLOUD_PROJECT ?? env.GOOGLE_CLOUD_PROJECT;
  if (!project) throw new Error('GCLOUD_PROJECT is not set: there is no project to ask Vertex AI for.');
  const { vertexModel: model, vertexLocation: location } = settings;
  return vertexSignalModel({ project, location, model, deadlineMs: DEADLINE_MS, clock, local });
}

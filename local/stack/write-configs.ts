import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { authConfig, type FirebaseJson, functionSources, functionsConfig } from './emulator-config.ts';
import type { Ports } from './endpoints.ts';
import { serviceAddresses } from './environment.ts';
import type { Folders } from './folders.ts';
import { configFiles } from './parts.ts';
import { portFinder } from './ports.ts';

/** Writes the emulators' configuration files: the project's own firebase.json with the wanted ports. */
export async function writeEmulatorConfigs(root: string, folders: Folders, ports: Ports): Promise<void> {
  const firebaseJson = JSON.parse(await readFile(join(root, 'firebase.json'), 'utf8')) as FirebaseJson;
  const freePort = portFinder(Object.values(ports));
  const internal = async () => {
    const [hub, logging, eventarc] = await Promise.all([freePort(), freePort(), freePort()]);
    return { hub, logging, eventarc };
  };
  const files = configFiles(folders);
  const write = (file: string, config: object) =>
    writeFile(file, `${JSON.stringify(config, undefined, 2)}\n`);
  await write(files.auth, authConfig(ports, await internal()));
  await write(
    files.functions,
    functionsConfig(
      firebaseJson,
      { root, config: folders.config, env: folders.env },
      ports,
      await internal(),
    ),
  );
  await copyEnvFiles(functionSources(firebaseJson, root), folders.env, Object.keys(serviceAddresses(ports)));
  await preferLocalVertex(folders.env);
}

/**
 * The emulator writes the default of every parameter that has no value into `.env.local` next to the functions, where
 * it would outlive a change of the default: it gets a copy of the other files, made anew. What the stack says of where
 * its parts are comes before what a file says.
 */
async function copyEnvFiles(
  sources: readonly string[],
  target: string,
  addresses: readonly string[],
): Promise<void> {
  const ofTheStack = new RegExp(`^(${[...addresses, 'NODE_EXTRA_CA_CERTS'].join('|')})=.*$`, 'gm');
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { mode: 0o700 });
  for (const source of sources) {
    const files = (await readdir(source)).filter(name => /^\.env(\.(?!local$)|$)/.test(name));
    for (const name of files) {
      const text = await readFile(join(source, name), 'utf8');
      await writeFile(join(target, name), text.replace(ofTheStack, ''));
    }
  }
}

/** There is a Vertex AI on this machine, so that signals come from it unless a developer's own file says otherwise. */
async function preferLocalVertex(target: string): Promise<void> {
  const files = await readdir(target);
  const texts = await Promise.all(files.map(name => readFile(join(target, name), 'utf8')));
  if (texts.some(text => /^SIGNAL_MODEL=/m.test(text))) return;
  await appendFile(join(target, '.env.local'), '\nSIGNAL_MODEL=vertex\n');
}

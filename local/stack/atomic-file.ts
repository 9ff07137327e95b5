import { open, rename } from 'node:fs/promises';

/** Replaces a file in one step, for its owner's eyes only: a reader sees the old text or the new one, never a part. */
export async function writeAtomically(file: string, text: string): Promise<void> {
  const temporary = `${file}.tmp`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}

import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { CONTRACTS } from '../../domain/src/callables/list.ts';
import { builtDashboard } from '../e2e/support/built-dashboard.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
}

describe('what Hosting publishes', () => {
  let published: string[] = [];
  beforeAll(async () => {
    await builtDashboard();
    const { hosting } = JSON.parse(await readFile(join(ROOT, 'firebase.json'), 'utf8'));
    published = await filesIn(join(ROOT, hosting.public));
  });

  it('is nothing but what a browser asks for', () => {
    const kinds = new Set(published.map(name => name.slice(name.lastIndexOf('.'))));
    expect([...kinds].sort()).toEqual(['.css', '.html', '.js', '.svg', '.woff2']);
  });

  it('holds no source, nor a line that says where the source is', async () => {
    const texts = published.filter(name => !name.endsWith('.woff2'));
    const telling: string[] = [];
    for (const name of texts) {
      if (/sourceMappingURL=|"sourcesContent"/.test(await readFile(name, 'utf8'))) telling.push(name);
    }
    expect(telling).toEqual([]);
  });

  it('holds of the contracts of the callables what a client needs, and no more', async () => {
    const scripts = published.filter(name => name.endsWith('.js'));
    const text = (await Promise.all(scripts.map(name => readFile(name, 'utf8')))).join('\n');
    expect(text).toContain(CONTRACTS.open_shadow_trade.callable.name);
    const told = Object.entries(CONTRACTS).filter(([, { purpose }]) => text.includes(purpose));
    expect(told.map(([name]) => name)).toEqual([]);
  });

  it('has source maps for the code of the pages, where an operator finds them', async () => {
    const maps = await filesIn(join(ROOT, 'frontend/maps/assets'));
    const mapped = maps.map(name => basename(name, '.map'));
    const scripts = published.map(name => basename(name));
    expect(mapped.filter(name => !scripts.includes(name))).toEqual([]);
    for (const chunk of [/^first-.*\.js$/, /^vendor-.*\.js$/, /^trades-page-.*\.js$/]) {
      expect(mapped.filter(name => chunk.test(name))).toHaveLength(1);
    }
  });
});

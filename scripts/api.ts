import { writeFileSync } from 'node:fs';
import { apiPage } from './api/page.ts';

/** Writes docs/api.md from the contracts of the callables. */
writeFileSync(new URL('../docs/api.md', import.meta.url), apiPage());

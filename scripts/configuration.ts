import { writeFileSync } from 'node:fs';
import { configurationPage } from './configuration/page.ts';

/** Writes docs/configuration.md from what the code declares. */
writeFileSync(new URL('../docs/configuration.md', import.meta.url), await configurationPage());

import { writeFileSync } from 'node:fs';
import { dataModelPage } from './data-model/page.ts';

/** Writes docs/data-model.md from the definitions of the documents. */
writeFileSync(new URL('../docs/data-model.md', import.meta.url), dataModelPage());

import type { Plugin } from 'vite';

const ENGLISH = /[\\/]zod[\\/]v4[\\/]locales[\\/]en\.js$/;

/**
 * Leaves zod's English sentences out of the dashboard's bundle, a kilobyte of the first load: no page shows them. What a
 * person reads comes from schemas that say it in words of ours; of anything else the name of the field is told.
 */
export function noEnglishOfZod(): Plugin {
  return {
    name: 'agenttrader:no-english-of-zod',
    apply: 'build',
    transform: {
      filter: { id: ENGLISH },
      handler: () => ({
        code: "export default () => ({ localeError: () => 'is missing or malformed' });",
        map: null,
      }),
    },
  };
}

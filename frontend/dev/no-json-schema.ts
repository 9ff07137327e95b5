import type { Plugin } from 'vite';

const GENERATOR = /[\\/]zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/;
const EXPORTED = /^export (?:async )?(?:function|const) (\w+)/gm;

/**
 * Leaves zod's generator of JSON Schemas out of the dashboard's bundle, of whose schemas it would be a fifth. Every
 * schema holds on to it and none needs it to check a value; only the functions, which tell Vertex AI what to answer,
 * make a JSON Schema of anything.
 */
export function noJsonSchema(): Plugin {
  return {
    name: 'agenttrader:no-json-schema',
    apply: 'build',
    transform: {
      filter: { id: GENERATOR },
      handler(code) {
        const names = [...code.matchAll(EXPORTED)].map(([, name]) => name);
        const stubs = names.map(name => `export const ${name} = () => missing;`);
        return { code: [MISSING, ...stubs].join('\n'), map: null };
      },
    },
  };
}

const MISSING = `const missing = () => { throw new Error('JSON Schemas are not part of this build.'); };`;

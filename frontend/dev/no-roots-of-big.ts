import type { Plugin } from 'vite';

const BIG = /[\\/]big\.js[\\/]big\.mjs$/;
const UNUSED = ['mod', 'pow', 'prec', 'sqrt', 'toNumber', 'toPrecision'];

/**
 * Leaves what no amount is computed with out of big.js, a fifth of it: roots, powers, remainders, floats. Methods hang on
 * a prototype, where no bundler sees that nobody calls them. A release that spells one otherwise fails the build here.
 */
export function noRootsOfBig(): Plugin {
  return {
    name: 'agenttrader:no-roots-of-big',
    apply: 'build',
    transform: {
      filter: { id: BIG },
      handler(code) {
        let rest = code;
        for (const name of UNUSED) {
          const shorter = rest.replace(
            new RegExp(`^P\\.${name} = function[^]*?^};`, 'm'),
            `P.${name} = missing;`,
          );
          if (shorter === rest) this.error(`No "P.${name} = function" in big.js: see no-roots-of-big.ts.`);
          rest = shorter;
        }
        return { code: `${MISSING}\n${rest}`, map: null };
      },
    },
  };
}

const MISSING = `const missing = () => { throw new Error('This is not part of this build.'); };`;

import type { DeployedFunction } from './deployed.ts';

/** A request's function, and the path that the function sees. */
export interface Route {
  readonly called: DeployedFunction;
  readonly path: string;
}

/** What a request's path names that is not there: a sentence to answer with. */
export interface NoRoute {
  readonly refused: string;
}

/**
 * Finds the function of a path as the Functions emulator lays them out: `/PROJECT/REGION/NAME`, and whatever follows is
 * the function's own. A schedule's runs are delivered to its name with the number of the schedule, `pulse-0`.
 */
export function parseRoute(
  target: string,
  project: string,
  functions: readonly DeployedFunction[],
): Route | NoRoute {
  const { pathname, search } = new URL(target, 'http://functions.local');
  const [, ofProject = '', region = '', name = '', ...rest] = pathname.split('/');
  if (ofProject !== project)
    return { refused: `The functions of ${project} are under /${project}/REGION/NAME.` };
  const called = functions.find(
    each =>
      each.regions.includes(region) &&
      (each.name === name || (each.trigger === 'schedule' && `${each.name}-0` === name)),
  );
  if (called !== undefined) return { called, path: `/${rest.join('/')}${search}` };
  const there = functions.filter(each => each.regions.includes(region)).map(each => each.name);
  const instead = there.length > 0 ? `There are ${there.sort().join(', ')}.` : 'It has none.';
  return { refused: `${region} has no function ${name}. ${instead}` };
}

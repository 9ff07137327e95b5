import { keptForVisit } from './kept-for-visit.ts';

/** Something that a user chooses for one visit, by following a link: it may be opened in a tab of its own, too. */
export interface VisitChoice {
  /** Where it is chosen, and then the overview. */
  readonly address: string;
  isMade(uid: string): boolean;
  make(uid: string): void;
}

function choice(name: string): VisitChoice {
  const kept = keptForVisit(name);
  return {
    address: `/?choose=${name}`,
    isMade: uid => kept.read(uid) !== null,
    make: uid => kept.keep(uid, 'chosen'),
  };
}

/** A trader puts the wizard off: the overview opens without it. */
export const welcomeLater = choice('welcome-later');

/** An operator chooses the trader's side: it is set up for them, and the overview opens. */
export const traderSide = choice('trader-side');

/** What the search of the overview's address chooses. */
export const chosenIn = (search: string): VisitChoice | undefined =>
  [welcomeLater, traderSide].find(({ address }) => address === `/${search}`);

import * as paths from '@agenttrader/domain/paths';
import {
  collection,
  documentId,
  type Firestore,
  getDocsFromServer,
  limit,
  orderBy,
  query,
  where,
} from 'firebase/firestore';
import { type PriceMarksDay, readPriceMarksDay } from '@/lib/documents/day-series.ts';

/** As many as the rules let a list hold: more than a year of market days. */
const MOST_DAYS = 500;

/**
 * The kept prices of some days, once; days without any are not among them.
 *
 * @param first the first UTC day, "2026-03-02"
 * @param before the day that the last one lies before
 */
export async function loadPriceDays(
  db: Firestore,
  uid: string,
  first: string,
  before: string,
): Promise<PriceMarksDay[]> {
  const { docs } = await getDocsFromServer(
    query(
      collection(db, paths.priceMarks(uid)),
      orderBy(documentId()),
      where(documentId(), '>=', first),
      where(documentId(), '<', before),
      limit(MOST_DAYS),
    ),
  );
  return docs.flatMap(document => {
    const result = readPriceMarksDay(document.id, document.data());
    return result.ok ? [result.value] : [];
  });
}

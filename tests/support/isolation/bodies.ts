import { serverTimestamp, Timestamp } from 'firebase/firestore';
import { alert } from '../../../domain/src/documents/alert.ts';
import { signal as signalDocument } from '../../../domain/src/documents/signal.ts';
import { tenant } from '../../../domain/src/documents/tenant.ts';
import { tradingStatus } from '../../../domain/src/documents/trading-status.ts';
import { storedSample } from '../../../domain/test-support/documents/samples/all.ts';
import { STORED_OPEN_TRADE } from '../../../domain/test-support/documents/shadow-trade.ts';
import { variantOf } from '../../../domain/test-support/documents/variant.ts';

/** What a client may write, each a body that the rules accept. Attacks are made from these by changing one thing. */
export type Body = Record<string, unknown>;

/** The fields with every time as one that the SDK knows: the server's own, or long ago. */
const at = (time: () => unknown, fields: Readonly<Body>): Body =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, value instanceof Date ? time() : value]),
  );
const longAgo = () => Timestamp.fromMillis(0);

export const preferences = (): Body => at(serverTimestamp, storedSample('preferences'));
export const storedPreferences = (): Body => at(longAgo, storedSample('preferences'));
export const botConfig = (): Body => at(serverTimestamp, storedSample('botConfig'));
export const storedBotConfig = (): Body => at(longAgo, storedSample('botConfig'));

/** A change of the name in a profile. */
export const naming = (): Body =>
  variantOf(tenant, {}, { displayName: 'Ada', displayNameAt: serverTimestamp() });

/** As functions of before wrote it: they did not note whether a broker account is connected. */
export const storedSwitch = (): Body => {
  const { [tradingStatus.names.connected]: _, ...older } = storedSample('tradingStatus');
  return at(longAgo, variantOf(tradingStatus, older, { updatedBy: 'user' }));
};

export const switchOn = (): Body =>
  variantOf(
    tradingStatus,
    {},
    { enabled: true, message: 'Switched on by hand', updatedAt: serverTimestamp(), updatedBy: 'user' },
  );

export const storedProfile = (): Body => at(longAgo, storedSample('tenant'));

export const signal = (): Body =>
  variantOf(signalDocument, storedSample('signal'), {
    source: 'user',
    status: 'pending',
    createdAt: serverTimestamp(),
    expiresAt: Timestamp.fromMillis(Date.now() + 3_600_000),
  });

export const storedAlert = (): Body => at(longAgo, storedSample('alert'));

export const acknowledgement = (): Body =>
  variantOf(alert, {}, { acknowledged: true, acknowledgedAt: serverTimestamp() });

export const trade = (): Body => at(longAgo, STORED_OPEN_TRADE);
